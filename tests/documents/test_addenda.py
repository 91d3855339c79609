"""One door for addenda of every room: once, with a reason, never changed, blanked with its file."""

import uuid

import pytest
from django.db import DatabaseError, transaction

from liangzhan.audit.models import Event, SealedDeed
from liangzhan.documents.models import Addendum
from liangzhan.documents.queries.addenda import addenda_in, addenda_of, addendum_texts
from liangzhan.documents.services.addenda import add_addendum, blank_addenda
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.documents import BY, make_file

GIVEN = {
    "reason": "漏写",
    "text": "当天还联系了医生",
    "voucher": "casework.Contact:1",
    "folder": "casework.Case:1",
    "title": "过程记录",
}


def add(row, **changes):
    return add_addendum(record=row, by=BY, **{**GIVEN, "form_key": uuid.uuid4(), **changes})


@pytest.fixture
def row(db):
    return make_file()


def test_once_and_in_order(row):
    key = uuid.uuid4()
    one = add(row, form_key=key)
    assert add(row, form_key=key, text="再来一次") == one
    two = add(row, voucher="casework.Contact:2", text="又一条")
    assert addenda_of("casework.Contact:1") == [one]
    assert addenda_in("casework.Case:1") == {"casework.Contact:1": [one], "casework.Contact:2": [two]}
    ((label, words),) = addendum_texts([one])
    assert BY.label in label and words == "原因：漏写\n当天还联系了医生"
    event = Event.objects.filter(name="archive.addendum").first()
    assert event.details == {"voucher": "casework.Contact:1"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"text": ""}, "text"),
        ({"text": "长" * 8001}, "text"),
        ({"reason": "长" * 301}, "reason"),
    ],
)
def test_what_cannot_be(row, change, field):
    with pytest.raises(RuleBroken) as refusal:
        add(row, **change)
    assert refusal.value.field == field


def test_the_key_of_another_record(row):
    key = add(row).form_key
    with pytest.raises(RuleBroken, match="已经提交过"):
        add(row, voucher="casework.Contact:2", form_key=key)


def test_of_a_sealed_record_the_hidden_one_tells(row):
    row.sealed_subject = uuid.uuid4()
    before = Event.objects.count()
    add(row)
    assert (Event.objects.count(), SealedDeed.objects.filter(subject=row.sealed_subject).count()) == (before, 1)


def test_never_changed_only_blanked(row):
    one = add(row)
    one.text = "改一改"
    with pytest.raises(DatabaseError), transaction.atomic():
        one.save()
    blank_addenda(folder=one.folder, by=BY)
    assert (Addendum.objects.get().text, Addendum.objects.get().reason) == ("", "")
    blank_addenda(folder=one.folder, by=BY)
