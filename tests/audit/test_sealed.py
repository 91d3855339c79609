"""Deeds about sealed matters stand apart: the ordinary record is the same with and without them."""

import uuid

import pytest
from django.db import connection

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event, Reading, Seal, SealedDeed
from liangzhan.audit.rules import digest_of
from liangzhan.audit.sealed import SOURCE, deeds_about, sealed_deeds, sealed_fault, sealed_subject, write_sealed
from liangzhan.audit.services import note_export, record_reading, recorded
from liangzhan.audit.tasks import seal_events, verify_chain
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Job

SUBJECT, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


class QuietJob:
    def progress(self, done, total):
        pass


@pytest.fixture
def hidden(station_head):
    with sealed_deeds(SUBJECT):
        note_export(filters="甲", rows=3, by=station_head.actor)
        assert record_reading(page="x:page", ids=[7], shown_class="P4", by=station_head.actor, reason="复核") is None


def test_the_ordinary_record_knows_nothing(db, hidden):
    assert (Event.objects.count(), Reading.objects.count(), seal_events(), Seal.objects.count()) == (0, 0, 0, 0)


def test_told_to_whoever_may_ask(station_head, hidden):
    with sealed_deeds(OTHER):
        note_export(filters="乙", rows=1, by=station_head.actor)
    export, reading = deeds_about(SUBJECT)
    assert (export["name"], export["details"], export["by"], export["label"]) == (
        "audit.exported",
        {"filters": "甲", "rows": 3},
        str(station_head.user.uuid),
        station_head.actor.label,
    )
    assert (reading["page"], reading["ids"], reading["shown_class"], reading["reason"]) == (
        "x:page",
        ["7"],
        "P4",
        "复核",
    )
    assert [one["details"]["filters"] for one in deeds_about(OTHER)] == ["乙"]


def test_the_block_ends_also_by_a_refusal(station_head):
    with pytest.raises(RuleBroken), sealed_deeds(SUBJECT):
        with sealed_deeds(OTHER):
            assert sealed_subject() == OTHER
        assert sealed_subject() == SUBJECT
        raise RuleBroken("不行。")
    assert sealed_subject() is None
    note_export(filters="", rows=0, by=station_head.actor)
    assert (Event.objects.count(), SealedDeed.objects.count()) == (1, 0)


def test_nobody_reads_it_in_the_database(db, hidden):
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM audit_sealeddeed ORDER BY sequence")
        kept = b"".join(bytes(row[0]) for row in cursor.fetchall())
    assert b"audit.exported" not in kept
    assert "复核".encode() not in kept


class TestChain:
    def test_whole(self, db, hidden):
        assert sealed_fault() == ""
        assert verify_chain(QuietJob())["whole"] is True

    @pytest.mark.parametrize("wrong", ["sequence", "previous", "content"])
    def test_one_link_is_not_what_it_was(self, db, hidden, wrong):
        last = SealedDeed.objects.order_by("-sequence").first()
        content = {"name": "forged"}
        link = {"sequence": last.sequence + 1, "previous": last.digest}
        digest = digest_of(link["previous"], link["sequence"], SOURCE, content)
        told = '{"name": "other"}' if wrong == "content" else '{"name": "forged"}'
        if wrong == "sequence":
            link["sequence"] += 1
            digest = digest_of(link["previous"], link["sequence"], SOURCE, content)
        if wrong == "previous":
            link["previous"] = "f" * 64
            digest = digest_of(link["previous"], link["sequence"], SOURCE, content)
        SealedDeed.objects.create(subject=SUBJECT, content=told, digest=digest, **link)
        assert sealed_fault() == "限制查阅的记录有缺失或改动。"
        found = verify_chain(QuietJob())
        assert (found["whole"], found["lines"][0][1]) == (False, "限制查阅的记录有缺失或改动。")

    def test_links_follow_one_another(self, db):
        first, second = (write_sealed(SUBJECT, {"name": name}) for name in ("a", "b"))
        assert (first.sequence, second.sequence, second.previous) == (1, 2, first.digest)


class TestWhoeverCalls:
    """A service that is handed a sealed row is recorded apart by itself."""

    @pytest.mark.parametrize("subject", [SUBJECT, None])
    def test_by_what_it_is_about(self, station_head, subject):
        @recorded("x.done", keep=["words"])
        def serve(*, row: Job, words: str, by: Actor) -> None:
            assert sealed_subject() == subject

        row = Job()
        row.sealed_subject = subject
        serve(row=row, words="甲", by=station_head.actor)
        assert (Event.objects.count(), SealedDeed.objects.count()) == ((0, 1) if subject else (1, 0))
        assert sealed_subject() is None
