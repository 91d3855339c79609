"""The register of files: filing, freezing, extending, destroying with a second approval."""

import datetime as dt
import uuid

import pytest
from pypdf import PdfReader

from liangzhan.access.actor import Actor
from liangzhan.documents import keepers
from liangzhan.documents.choices import ArchiveKind
from liangzhan.documents.models import ArchiveItem, DestructionList, SealedArchiveItem
from liangzhan.documents.queries import place_of
from liangzhan.documents.services.archive import FileFacts, extend, file_away, freeze, take_up_again, unfreeze
from liangzhan.documents.services.destruction import approve_list, draft_list, return_list, start_destruction
from liangzhan.toolkit import jobs
from liangzhan.toolkit.errors import RuleBroken
from tests.documents.folders import folder

HEAD = Actor(uuid=uuid.uuid4(), label="示例站长")
STREET = Actor(uuid=uuid.uuid4(), label="示例街道")
WORDS = {"appraisal": "期限已满，经核对没有继续保管的需要。", "appraisers": "甲、乙"}


def facts(number=1, closed_on=dt.date(2010, 3, 1), **fields):
    given = {
        "voucher": f"casework.Sample:{uuid.UUID(int=number)}",
        "kind": ArchiveKind.CASE,
        "number": f"210102001001-SW-CASE-2010-{number:04d}",
        "title": "个案案卷",
        "maker": "示例社工",
        "station": 1,
        "station_name": "示例站",
        "division_code": "210102001001",
        "closed_on": closed_on,
    }
    return FileFacts(**{**given, **fields})


def make_item(number=1, **fields) -> ArchiveItem:
    return file_away(facts=facts(number, **fields), by=HEAD)


@pytest.fixture
def erased(monkeypatch):
    """A room that keeps the files of these tests; the list of what it was told to blank."""
    gone = []
    keeper = keepers.Keeper(lambda uuid, actor: "", lambda uuid, by: gone.append(uuid.int), lambda uuid: folder())
    monkeypatch.setitem(keepers._KEEPERS, "casework.Sample", keeper)
    return gone


def refused(service, **given):
    with pytest.raises(RuleBroken) as caught:
        service(**given)
    return " ".join(caught.value.reasons)


class TestFiling:
    def test_once_and_again_after_a_reopening(self, db):
        row = make_item()
        assert (row.years, row.keep_until_on) == (10, dt.date(2020, 3, 1))
        take_up_again(voucher=row.voucher, by=HEAD)
        assert ArchiveItem.objects.get().in_use
        again = make_item(closed_on=dt.date(2011, 5, 1))
        assert (again.pk, again.in_use, again.keep_until_on) == (row.pk, False, dt.date(2021, 5, 1))

    def test_a_sealed_one_is_not_in_the_register(self, db):
        file_away(facts=facts(), sealed=True, by=HEAD)
        assert (ArchiveItem.objects.count(), SealedArchiveItem.objects.count()) == (0, 1)

    def test_never_filed(self, db):
        assert take_up_again(voucher="casework.Sample:x", by=HEAD) is None


class TestDeeds:
    def test_freeze_and_lift(self, db):
        row = make_item()
        assert "原因" in refused(freeze, item=row, reason=" ", by=HEAD)
        freeze(item=row, reason="争议", by=HEAD)
        assert "已经冻结" in refused(freeze, item=row, reason="争议", by=HEAD)
        assert "冻结" in refused(draft_list, items=[row], by=HEAD, **WORDS)
        assert "原因" in refused(unfreeze, item=row, reason="", by=HEAD)
        assert unfreeze(item=row, reason="了结", by=HEAD).frozen_at is None
        assert "没有冻结" in refused(unfreeze, item=row, reason="了结", by=HEAD)

    def test_only_longer(self, db):
        row = make_item()
        assert "晚于" in refused(extend, item=row, until=row.keep_until_on, reason="需要", by=HEAD)
        assert "原因" in refused(extend, item=row, until=dt.date(2099, 1, 1), reason="", by=HEAD)
        extend(item=row, until=dt.date(2099, 1, 1), reason="需要", by=HEAD)
        assert "没有满" in refused(draft_list, items=[row], by=HEAD, **WORDS)
        assert make_item().keep_until_on == dt.date(2099, 1, 1)


class TestDestruction:
    def test_two_persons_then_gone(self, db, erased):
        one, two = make_item(1), make_item(2)
        row = draft_list(items=[one, two], by=HEAD, **WORDS)
        assert "另一份" in refused(draft_list, items=[one], by=HEAD, **WORDS)
        assert "还没有批准" in refused(start_destruction, row=row, by=HEAD)
        assert "自己" in refused(approve_list, row=row, by=HEAD)
        approve_list(row=row, by=STREET)
        assert "已批准" in refused(freeze, item=one, reason="争议", by=HEAD)
        extend(item=two, until=dt.date(2099, 1, 1), reason="需要", by=HEAD)
        start_destruction(row=row, by=HEAD)
        jobs.run_pending(reraise=True)
        one.refresh_from_db()
        two.refresh_from_db()
        row = DestructionList.objects.select_related("paper__file").get()
        assert (erased, one.destroyed_at is None, two.destroyed_at, row.state) == ([1], False, None, "EXECUTED")
        words = "".join(page.extract_text() for page in PdfReader(place_of(row.paper.file.digest)).pages)
        assert one.number in words.replace("\n", "") and "示例街道" in words
        assert "已经销毁" in refused(extend, item=one, until=dt.date(2099, 1, 1), reason="x", by=HEAD)

    def test_returned_may_be_sent_again(self, db):
        one = make_item()
        row = draft_list(items=[one], by=HEAD, **WORDS)
        assert "理由" in refused(return_list, row=row, note="", by=STREET)
        return_list(row=row, note="请补充", by=STREET)
        assert draft_list(items=[one], by=HEAD, **WORDS).number.endswith("0002")

    def test_what_is_asked(self, db):
        assert "至少" in refused(draft_list, items=[], by=HEAD, **WORDS)
        both = [make_item(1), make_item(2, station=2)]
        assert "一个站点" in refused(draft_list, items=both, by=HEAD, **WORDS)
        assert "鉴定意见" in refused(draft_list, items=both, appraisal="短", appraisers="甲", by=HEAD)
        assert "人员" in refused(draft_list, items=both, appraisal="短", appraisers="", by=HEAD)
