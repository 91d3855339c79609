"""Pages of the audit administrator: search, readings, chain, export. Nobody else gets in."""

import io

import pytest
from python_calamine import CalamineWorkbook

from liangzhan.audit import heads, tasks
from liangzhan.audit.labels import detail_words, event_label, event_labels, object_words
from liangzhan.audit.models import Event, Reading
from liangzhan.divisions.choices import DivisionEvent
from liangzhan.documents.choices import DocumentEvent
from liangzhan.toolkit.models import Job


def text_of(response):
    return response.content.decode()


@pytest.fixture
def deeds(county_officer, city_officer):
    """王县 set a zone in 和平区, 刘市 kept a file: two deeds of two people."""
    Event.objects.create(
        by=county_officer.actor,
        name=DivisionEvent.ZONE_SET,
        object_label="divisions.division",
        object_id="7",
        division_code="210102001001",
        details={"name": "甲示范区"},
    )
    Event.objects.create(
        by=city_officer.actor,
        name=DocumentEvent.KEPT,
        object_label="documents.keptfile",
        object_id="8",
        division_code="210202001001",
        details={"title": "乙文件"},
    )


class TestLabels:
    def test_every_room_speaks(self):
        assert event_labels()["zone.set"] == "设定功能区"
        assert event_labels()["audit.exported"] == "导出审计记录"
        assert (event_label("gone.event"), object_words("stations.station", "3"), object_words("", "")) == (
            "gone.event",
            "站点 3",
            "",
        )

    def test_details_in_words(self):
        kept = {
            "reason": "理由充分",
            "kind": "MERGE",
            "count": 3,
            "empty": "",
            "nothing": None,
            "many": ["a", 2],
            "key": "acceptance.pass_mark",
            "rows": {"a": 1},
            "on": True,
        }
        assert detail_words(kept) == (
            "理由：理由充分；类别：合并；count：3；many：a、2；参数：验收合格分；行数：a 1；日期：是"
        )
        assert detail_words({"on": False}) == "日期：否"


class TestEventList:
    @pytest.mark.parametrize(
        ("query", "seen"),
        [
            ("", [True, True]),
            ("actor=王县", [True, False]),
            ("event=file.kept", [False, True]),
            ("object_label=divisions.division&object_id=7", [True, False]),
            ("object_label=divisions.division&object_id=8", [False, False]),
            ("area=2102", [False, True]),
            ("area=210102001001", [True, False]),
            ("since=2000-01-01&until=2999-01-01", [True, True]),
            ("until=2000-01-01", [False, False]),
            ("since=2999-01-01", [False, False]),
        ],
    )
    def test_filters(self, audit_admin, deeds, query, seen):
        page = text_of(audit_admin.client.get(f"/audit/?{query}"))
        assert [words in page for words in ("甲示范区", "乙文件")] == seen

    def test_by_the_users_own_number(self, audit_admin, deeds, county_officer):
        page = text_of(audit_admin.client.get(f"/audit/?actor={county_officer.user.uuid}"))
        assert [words in page for words in ("甲示范区", "乙文件")] == [True, False]

    def test_in_chinese(self, audit_admin, deeds):
        page = text_of(audit_admin.client.get("/audit/"))
        assert "设定功能区" in page and "行政区划 7" in page and "zone.set</td>" not in page

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("area=沈阳", "区划代码是 2 至 12 位数字"),
            ("since=2024-02-01&until=2024-01-01", "截止日期不能早于开始日期。"),
            ("since=昨天", "请按 2020-10-31 这样填写日期。"),
        ],
    )
    def test_filters_that_make_no_sense(self, audit_admin, query, sentence):
        assert sentence in text_of(audit_admin.client.get(f"/audit/?{query}"))

    def test_empty(self, audit_admin):
        assert "还没有操作记录" in text_of(audit_admin.client.get("/audit/"))
        assert "没有符合条件的记录" in text_of(audit_admin.client.get("/audit/?actor=无人"))

    def test_pages_by_key(self, audit_admin, county_officer):
        for number in range(53):
            Event.objects.create(by=county_officer.actor, name=f"sample.{number:02d}")
        page = text_of(audit_admin.client.get("/audit/"))
        assert (page.count('data-label="事项">sample.'), "sample.52" in page, "下一页" in page) == (50, True, True)

    def test_queries_do_not_grow(self, audit_admin, county_officer):
        audit_admin.client.get("/audit/")
        found = []
        for count in (1, 2):
            for _ in range(count):
                Event.objects.create(by=county_officer.actor, name="sample", object_label="x.y", object_id="1")
            audit_admin.client.get("/audit/")
            found.append(audit_admin.client.queries)
        assert found == [5, 5]


class TestExport:
    def test_what_is_filtered_and_on_record(self, audit_admin, deeds):
        response = audit_admin.client.get("/audit/export.xlsx?actor=王县")
        rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
        assert (rows[0][0], [row[3] for row in rows[2:3]], len(rows)) == ("审计记录（人员 王县）", ["设定功能区"], 4)
        event = Event.objects.get(name="audit.exported")
        assert (event.details, event.by.label) == ({"filters": "人员 王县", "rows": 1}, "审计管理员")

    def test_everything(self, audit_admin, deeds):
        audit_admin.client.get("/audit/export.xlsx")
        assert Event.objects.get(name="audit.exported").details == {"filters": "", "rows": 2}


class TestReadingList:
    def test_filters(self, audit_admin, county_officer, city_officer):
        assert "还没有查阅记录" in text_of(audit_admin.client.get("/audit/readings/"))
        Reading.objects.create(by=county_officer.actor, page="甲页", object_ids=list(range(12)), shown_class="P3")
        Reading.objects.create(by=city_officer.actor, page="乙页", shown_class="P4", reason="紧急调阅")
        queries = {
            "": [True, True],
            "shown_class=P4": [False, True],
            "actor=王县": [True, False],
            "actor=无人": [False, False],
        }
        found = {
            query: [words in text_of(audit_admin.client.get(f"/audit/readings/?{query}")) for words in ("甲页", "乙页")]
            for query in queries
        }
        assert found == queries
        assert "、9 等" in text_of(audit_admin.client.get("/audit/readings/"))


class TestChainPage:
    @pytest.fixture(autouse=True)
    def own_home(self, monkeypatch, tmp_path):
        monkeypatch.setattr(heads, "home", lambda: tmp_path)

    def test_state_and_heads(self, audit_admin, deeds, monkeypatch):
        page = text_of(audit_admin.client.get("/audit/chain/"))
        assert "还没有记下链头" in page and "2 条" in page
        monkeypatch.setattr(tasks, "DELAY", tasks.dt.timedelta(0))
        tasks.sweep(None)
        page = text_of(audit_admin.client.get("/audit/chain/"))
        assert heads.written_down()[0].digest in page
        exported = audit_admin.client.get("/audit/chain/heads.txt")
        assert text_of(exported) == heads.place().read_text()

    def test_verifying_is_a_job_of_ones_own(self, audit_admin):
        response = audit_admin.client.post("/audit/chain/verify/")
        job = Job.objects.get()
        assert (response["Location"], job.created_by.label) == (f"/documents/jobs/{job.uuid}/", "审计管理员")
        assert audit_admin.client.get("/audit/chain/verify/").status_code == 405


@pytest.mark.parametrize("address", ["", "export.xlsx", "readings/", "chain/", "chain/heads.txt"])
def test_nobody_else(address, province_officer, system_admin, security_admin, visitor):
    people = (province_officer.client, system_admin.client, security_admin.client, visitor)
    assert [client.get(f"/audit/{address}").status_code for client in people] == [403, 403, 403, 302]
