"""Forms in the browser: what is sent is kept, bad input is said at its field and nothing is lost."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from liangzhan.stations.models import Declaration, Partner, Sign, Station, YearlyPaper
from tests.factories.stations import DAY, furnish, make_kept, make_photo, make_sign, make_standing
from tests.stations.test_pages import address

LONG = "本年度计划开展十二次社区活动和四个小组，逐项落实。"


@pytest.fixture
def open_file(station):
    Station.objects.filter(pk=station.pk).update(state="BUILDING")
    station.refresh_from_db()
    return station


@pytest.fixture
def send(open_file, station_head):
    """send(name, fields, pk=…, **words) posts as the head of station A."""

    def post(name, fields=None, pk=None, who=station_head, **words):
        return who.client.post(address(name, pk or open_file.pk, **words), fields or {})

    return post


class TestGood:
    def test_station(self, send, open_file):
        given = {"name": "新名", "station_class": "RURAL", "menu_profile": "STANDARD", "head_name": "示例站长"}
        assert send("station-edit", given).status_code == 302
        open_file.refresh_from_db()
        assert (open_file.name, open_file.menu_profile, open_file.head_name) == ("新名", "STANDARD", "示例站长")

    def test_site(self, send, open_file):
        given = {"name": "中心", "address": "示例路 1 号", "source": "INTEGRATED", "accessible": "true"}
        assert send("site-edit", {**given, "sharing_agreement": make_photo()}).status_code == 302
        open_file.site.refresh_from_db()
        assert (open_file.site.accessible, open_file.site.sharing_agreement.title) == (True, "设施共用协议")

    def test_rooms(self, send, open_file):
        assert send("room-add", {"name": "室", "kind": "ACTIVITY", "area": "46", "shared": "on"}).status_code == 302
        room = open_file.site.rooms.get()
        assert send("room-edit", {"name": "新室", "kind": "OFFICE", "area": "12"}, pk=room.pk).status_code == 302
        assert send("room-photo-add", {"photo": make_photo()}, pk=room.pk).status_code == 302
        photo = room.photos.get()
        assert send("room-photo-remove", pk=room.pk, photo=photo.pk + 1).status_code == 404
        assert send("room-photo-remove", pk=room.pk, photo=photo.pk).status_code == 302
        assert send("room-remove", pk=room.pk).status_code == 302
        assert open_file.site.rooms.count() == 0

    def test_equipment_and_hours(self, send, open_file):
        assert send("equipment", {"desk": "2", "phone": "1", "phone_number": "024-12345678"}).status_code == 302
        assert [(row.kind, row.count) for row in open_file.site.equipment.order_by("kind")] == [
            ("DESK", 2),
            ("PHONE", 1),
        ]
        given = {"d1ao": "08:30", "d1ac": "12:00", "d1bo": "13:00", "d1bc": "17:00", "posted_photo": make_photo()}
        assert send("hours", given).status_code == 302
        assert open_file.site.hours.count() == 2

    def test_signs(self, send):
        given = {"place": "OUTDOOR", "hung_on": "2020-06-03", "variant": "GRAPHIC_AND_NAME", "photo": make_photo()}
        assert send("sign-add", given).status_code == 302
        held = Sign.objects.get()
        assert (held.cost_fen, held.photo.media_type) == (None, "image/jpeg")  # the cost comes from the books
        assert send("sign-edit", {**given, "photo": "", "conspicuous": "on"}, pk=held.pk).status_code == 302
        assert send("sign-remove", {"on": "2020-07-01"}, pk=held.pk).status_code == 302
        held.refresh_from_db()
        assert (held.conspicuous, held.removed_on) == (True, dt.date(2020, 7, 1))

    def test_people(self, send, open_file):
        assert (
            send("staffing", {"full_time": "1", "part_time": "0", "certified": "1", "basis": "持证"}).status_code == 302
        )
        assert open_file.staffing.basis == "持证"
        assert send("partner-add", {"kind": "CHARITY", "name": "示例基金会"}).status_code == 302
        held = Partner.objects.get()
        ended = {"kind": "CHARITY", "name": "示例基金会", "since": "2020-01-01", "ended_on": "2020-02-01"}
        assert send("partner-edit", ended, pk=held.pk).status_code == 302
        held.refresh_from_db()
        assert held.ended_on == dt.date(2020, 2, 1)

    def test_systems(self, send, open_file):
        assert send("systems-adopt").status_code == 302
        assert send("systems-adopt").status_code == 302
        held = open_file.systems.get(kind="ETHICS")
        assert send("system-post", pk=held.pk).status_code == 302
        held.refresh_from_db()
        assert held.posted is True
        assert send("system-edit", {"text": "本站规范" * 20, "on": "2020-06-03"}, kind="ETHICS").status_code == 302
        assert open_file.systems.count() == 7

    def test_mechanism_and_declarations(self, send, open_file):
        assert send("mechanism-adopt").status_code == 302
        assert send("mechanism", {"text": "四方商定如下。", "files": [make_photo(), make_photo()]}).status_code == 302
        held = Declaration.objects.get(item="A08", withdrawn_at__isnull=True)
        assert (held.text, held.files.count()) == ("四方商定如下。", 2)
        assert send("declaration", {"text": "已收回 143 份"}, item="A10").status_code == 302
        assert send("declaration-withdraw", pk=held.pk).status_code == 302
        assert Declaration.objects.get(withdrawn_at__isnull=True).item == "A10"

    def test_opinions(self, send, open_file, committee_member):
        given = {"agrees": "no", "text": "请补充设备", "signer": "书记", "on": "2020-06-03"}
        assert send("opinion-write", given, who=committee_member, kind="CONSTRUCTION").status_code == 302
        assert send("opinion-paper", given, kind="SUPERVISION").status_code == 422
        assert send("opinion-paper", {**given, "paper": make_photo()}, kind="SUPERVISION").status_code == 302
        assert [row.agrees for row in open_file.site.opinions.all()] == [False, False]

    def test_yearly(self, send, committee_member):
        given = {"year": "2020", "kind": "PLAN", "text": LONG}
        assert send("yearly-add", given).status_code == 302
        paper = YearlyPaper.objects.get()
        assert send("yearly-edit", {**given, "text": LONG * 2}, pk=paper.pk).status_code == 302
        assert send("yearly-submit", pk=paper.pk).status_code == 302
        assert send("yearly-view", {"reason": "补充"}, pk=paper.pk, who=committee_member).status_code == 302
        assert send("yearly-submit", pk=paper.pk).status_code == 302
        assert send("yearly-confirm", pk=paper.pk, who=committee_member).status_code == 302
        paper.refresh_from_db()
        assert paper.state == "CONFIRMED"

    def test_yearly_on_paper(self, send, open_file):
        paper = YearlyPaper.objects.create(
            site=open_file.site, year=2020, kind="PLAN", text=LONG, state="SUBMITTED", state_since=DAY
        )
        assert send("yearly-paper", {"on": "2020-06-03", "scan": make_photo()}, pk=paper.pk).status_code == 302
        paper.refresh_from_db()
        assert (paper.state, paper.confirmed_on) == ("CONFIRMED", DAY)


class TestFiling:
    def test_the_whole_flow(self, send, open_file, committee_member, street_officer):
        given = {"form": "FILED_COMMUNITY_ORG", "purpose": "服务居民", "member_count": "5", "rules_file": make_photo()}
        assert send("standing-edit", given).status_code == 302
        row = open_file.standings.get()
        assert send("standing-apply", pk=row.pk).status_code == 302
        assert send("filing-committee", {"on": "2020-06-03"}, pk=row.pk, who=committee_member).status_code == 302
        returned = send("filing-street-return", {"reason": "材料不清"}, pk=row.pk, who=street_officer)
        assert returned.status_code == 302
        assert send("standing-apply", pk=row.pk).status_code == 302
        refused = send("filing-street", {"number": "1", "on": "2020-06-03"}, pk=row.pk, who=street_officer)
        assert "请先由居（村）委会确认" in refused.content.decode()
        assert send("filing-committee-paper", {"on": "2020-06-03", "paper": make_photo()}, pk=row.pk).status_code == 302
        done = send("filing-street", {"number": "示例备 1 号", "on": "2020-06-04"}, pk=row.pk, who=street_officer)
        assert done.status_code == 302
        row.refresh_from_db()
        assert (row.state, row.number) == ("IN_FORCE", "示例备 1 号")
        lapsed = send("standing-lapse", {"on": "2020-07-01", "reason": "撤销"}, pk=row.pk, who=street_officer)
        assert lapsed.status_code == 302

    def test_registration(self, send, open_file):
        given = {
            "form": "SOCIAL_SERVICE_ORG", "number": "示例证 1 号", "uscc": "52219999MJ0000018Y", "authority": "示例民政局",
            "effective_on": "2020-06-03", "scan": make_photo(),
        }  # fmt: skip
        assert send("standing-edit", {**given, "uscc": "52219999MJ0000018X"}).status_code == 422
        assert send("standing-edit", {**given, "scan": make_photo()}).status_code == 302
        assert send("standing-register", pk=open_file.standings.get().pk).status_code == 302
        open_file.refresh_from_db()
        assert open_file.legal_form == "SOCIAL_SERVICE_ORG"
        row = open_file.standings.get()
        assert send("standing-lapse-own", {"on": "2020-07-01", "reason": "注销"}, pk=row.pk).status_code == 302

    def test_street_on_paper_and_return_by_committee(self, send, open_file, committee_member):
        row = make_standing(open_file, "APPLIED", rules_file=make_kept())
        assert send("filing-committee-return", {"reason": "不全"}, pk=row.pk, who=committee_member).status_code == 302
        row = make_standing(open_file, "COMMITTEE_CONFIRMED", committee_on=DAY)
        given = {"number": "示例备 9 号", "on": "2020-06-04", "paper": make_photo()}
        assert send("filing-street-paper", given, pk=row.pk).status_code == 302

    def test_a_deed_that_is_refused_says_why(self, send, open_file, station_head):
        row = make_standing(open_file, "DRAFT", purpose="", member_count=None)
        answer = send("standing-apply", pk=row.pk)
        page = station_head.client.get(answer.url).content.decode()
        assert "请填写宗旨和业务范围。" in page

    def test_sent_twice(self, send, open_file):
        given = {"form": "FILED_COMMUNITY_ORG", "purpose": "服务居民", "member_count": "5"}
        send("standing-edit", given)
        send("standing-edit", given)
        assert open_file.standings.count() == 1


class TestBad:
    @pytest.mark.parametrize(
        "name,fields,sentence",
        [
            ("room-add", {"name": "室", "kind": "ACTIVITY", "area": "四十六"}, "请填写数字"),
            ("staffing", {"full_time": "一", "part_time": "0", "certified": "0"}, "请填写整数"),
            ("equipment", {"desk": "-1"}, "0"),
            (
                "sign-add",
                {"place": "OUTDOOR", "hung_on": "昨天", "variant": "GRAPHIC_AND_NAME"},
                "请按 2020-10-31 这样填写日期。",
            ),
            ("hours", {"d1ao": "8 点"}, "请按 8:30 这样填写时间。"),
            ("hours", {"d1ao": "08:00"}, "周一的开门和关门时间要一起填写。"),
            ("hours", {"d1ao": "08:00", "d1ac": "07:00"}, "周一：关门时间要晚于开门时间。"),
            ("yearly-add", {"year": "去年", "kind": "PLAN", "text": LONG}, "请填写整数"),
        ],
    )
    def test_is_said(self, name, fields, sentence, send):
        answer = send(name, fields)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()

    def test_an_upload_that_is_no_image(self, send, open_file):
        room = open_file.site.rooms.create(name="室", area=10)
        answer = send("room-photo-add", {"photo": SimpleUploadedFile("photo.jpg", b"GIF? no")}, pk=room.pk)
        assert answer.status_code == 422
        assert "这里需要照片，您选的文件不是" in answer.content.decode()
        assert room.photos.count() == 0

    def test_what_was_typed_is_still_there(self, send):
        answer = send(
            "partner-add", {"kind": "CHARITY", "name": "示例基金会", "role": "捐赠物资", "since": "2099-01-01"}
        )
        assert "捐赠物资" in answer.content.decode()
        assert Partner.objects.count() == 0

    def test_a_sign_photo_of_the_neighbour_cannot_be_changed(self, neighbour_station, send):
        held = make_sign(neighbour_station)
        assert send("sign-edit", {"place": "INDOOR"}, pk=held.pk).status_code == 404


def test_moves_of_the_county(open_file, county_officer):
    furnish(open_file)
    Station.objects.filter(pk=open_file.pk).update(state="OPERATING", accepted_on=DAY)
    closing = {"closing_reason": "VOLUNTARY", "on": "2020-09-01", "reason": "自愿关闭"}
    page = address("state-move", open_file.pk, to="CLOSING")
    assert county_officer.client.post(page, {**closing, "closing_reason": ""}).status_code == 422
    assert county_officer.client.post(page, closing).status_code == 302
    refused = county_officer.client.post(address("state-move", open_file.pk, to="CLOSED"), {"on": "2020-09-02"})
    assert "关闭清单还没有办结：标识牌已撤下。" in refused.content.decode()
