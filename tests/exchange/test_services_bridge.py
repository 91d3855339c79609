"""Batches and receipts: does, refuses, records."""

import pytest

from liangzhan.audit.models import Event
from liangzhan.exchange.models import Batch, BatchItem
from liangzhan.exchange.services.batches import make_batch
from liangzhan.exchange.services.receipts import read_receipt
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.services.exporting import mark_changed, mark_numbers, mark_records
from tests.exchange.ground import accept, make_record, sent_of
from tests.factories.volunteers import make_volunteer


def state(record):
    record.refresh_from_db()
    return record.export_state


def receive(batch, by, digest="a" * 64, **kwargs):
    return read_receipt(batch=batch, answers=accept(batch, **kwargs), file_hash=digest, by=by)


def test_a_batch_and_its_receipt(db, station, neighbour_station, station_head, django_assert_num_queries):
    first, second = make_record(station), make_record(station)
    nameless = make_record(station, volunteer=make_volunteer("李无号", station=station))
    other, waiting = make_record(neighbour_station), make_record(station, state="CONFIRMED")
    batch = make_batch(station=station, kind="HOURS", by=station_head.actor)
    assert (batch.lines, state(first), state(second)) == (2, "SENT", "SENT")
    assert {state(nameless), state(other), state(waiting)} == {"NOT"}
    assert sent_of(batch)[0]["hours"] == "1.5"
    assert sent_of(batch)[0]["name"] == "王志愿"
    with pytest.raises(RuleBroken, match="没有可以报送"):
        make_batch(station=station, kind="HOURS", by=station_head.actor, retry=True)
    receipt = receive(batch, station_head.actor, rejected=[2])
    assert (receipt.accepted, receipt.rejected, state(first), state(second)) == (1, 1, "ACCEPTED", "REJECTED")
    assert receive(batch, station_head.actor, rejected=[2]).pk == receipt.pk
    item = BatchItem.objects.get(batch=batch, line=2)
    assert (item.verdict, item.reason) == ("REJECTED", "示例：编号不符")
    assert Event.objects.filter(name__in=["exchange.batch", "exchange.receipt"]).count() == 3


def test_rejected_goes_again_when_mended_or_wished(db, station, station_head):
    record = make_record(station)
    batch = make_batch(station=station, kind="HOURS", by=station_head.actor)
    receive(batch, station_head.actor, rejected=[1])
    with pytest.raises(RuleBroken):
        make_batch(station=station, kind="HOURS", by=station_head.actor)
    again = make_batch(station=station, kind="HOURS", by=station_head.actor, retry=True)
    assert again.file_hash != batch.file_hash
    receive(batch, station_head.actor, digest="b" * 64)  # late, about an older line
    assert state(record) == "SENT"
    receive(again, station_head.actor)
    assert state(record) == "ACCEPTED"


def test_changed_while_under_way(db, station, station_head):
    record = make_record(station)
    batch = make_batch(station=station, kind="HOURS", by=station_head.actor)
    type(record).objects.filter(pk=record.pk).update(minutes=60)
    receive(batch, station_head.actor)
    assert state(record) == "CHANGED"
    again = make_batch(station=station, kind="HOURS", by=station_head.actor)
    assert sent_of(again)[0]["hours"] == "1.0"
    receive(again, station_head.actor)
    assert state(record) == "ACCEPTED"
    assert mark_changed(record=record, by=station_head.actor)
    assert state(record) == "CHANGED"
    assert not mark_changed(record=record, by=station_head.actor)


def test_a_record_that_counts_no_more_is_not_accepted(db, station, station_head):
    record = make_record(station)
    batch = make_batch(station=station, kind="HOURS", by=station_head.actor)
    type(record).objects.filter(pk=record.pk).update(state="DISPUTED")
    receive(batch, station_head.actor)
    assert state(record) == "CHANGED"


def test_a_receipt_of_another_batch_changes_nothing(db, station, station_head):
    record, _ = make_record(station), make_volunteer(station=station, national_no="N999999", national_state="CLAIMED")
    hours = make_batch(station=station, kind="HOURS", by=station_head.actor)
    people = make_batch(station=station, kind="PEOPLE", by=station_head.actor)
    with pytest.raises(RuleBroken, match=f"批次 {hours.number} 的，不是批次 {people.number}"):
        read_receipt(batch=people, answers=accept(hours), file_hash="a" * 64, by=station_head.actor)
    assert state(record) == "SENT"
    assert Batch.objects.get(pk=people.pk).answered == 0


def test_numbers_are_confirmed(db, station, station_head):
    row = make_volunteer(station=station, national_no="N888888", national_state="CLAIMED")
    changed = make_volunteer("李改号", station=station, national_no="N777777", national_state="CLAIMED")
    batch = make_batch(station=station, kind="PEOPLE", by=station_head.actor)
    type(row).objects.filter(pk=changed.pk).update(national_no="N777778")
    receive(batch, station_head.actor)
    row.refresh_from_db()
    changed.refresh_from_db()
    assert (row.national_state, changed.national_state) == ("ACCEPTED", "CLAIMED")
    assert mark_numbers(accepted={row.pk: "N888888"}, by=station_head.actor) == 0


def test_states_move_by_the_table(db, station, station_head):
    record = make_record(station)
    with pytest.raises(RuleBroken, match="不能变为“全国系统已收”"):
        mark_records(record_ids=[record.pk], state="ACCEPTED", by=station_head.actor)
    assert mark_records(record_ids=[record.pk], state="SENT", by=station_head.actor) == 1
    assert mark_records(record_ids=[record.pk], state="SENT", by=station_head.actor) == 0
