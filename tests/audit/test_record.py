"""Deeds and readings are written with the deed, and nobody can change them afterwards."""

import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, connection, models, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event, Reading, Seal
from liangzhan.audit.services import record_reading, recorded
from liangzhan.audit.triggers import guarded_tables, install_triggers, missing_triggers
from liangzhan.divisions.choices import SuccessionKind
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Move
from tests.factories import divisions as places

BY = Actor(uuid=uuid.UUID(int=9), label="王县", address="10.1.2.3")


GUARDED = """
audit_event
audit_reading
audit_seal
audit_sealeddeed
casework_earliercontact
credentials_commitment
credentials_commitmenttext
credentials_minorsclearance
documents_addendum
exchange_receipt
funds_assetchange
funds_donationuse
funds_entry
funds_monthclose
funds_purposechange
funds_supplymove
ledger_entry
ledger_posting
ledger_sealedentry
ledger_sealedposting
people_forgetting
people_impactassessment
people_merge
protection_crisisinformed
protection_crisismeasure
protection_report
protection_reportfile
protection_reportreminder
protection_reportstep
protection_riskstep
protection_stepbasis
protection_stepsituation
reporting_release
reporting_returnnote
staff_complaintstep
staff_supervisionaddendum
toolkit_move
volunteers_recordchange
"""


class TestRecorded:
    def test_what_is_kept(self, db):
        @recorded("sample.done", keep=["reason", "kind", "on", "unit", "many", "table", "count"])
        def do(*, reason, kind, on, unit, many, table, count, secret, by):
            return [unit]

        unit = places.division(places.COUNTY)
        do(
            reason="甲" * 600,
            kind=SuccessionKind.MERGE,
            on=dt.date(2024, 1, 1),
            unit=unit,
            many={1},
            table={"a": (1, 2)},
            count=3,
            secret="身份",
            by=BY,
        )
        event = Event.objects.get()
        assert event.details == {
            "reason": "甲" * 500,
            "kind": "MERGE",
            "on": "2024-01-01",
            "unit": f"divisions.division:{unit.pk}",
            "many": [1],
            "table": {"a": [1, 2]},
            "count": 3,
        }
        assert (event.by.label, event.by.uuid, event.address) == ("王县", BY.uuid, "10.1.2.3")
        assert (event.object_label, event.object_id, event.division_code) == ("divisions.division", str(unit.pk), "")
        assert do.recorded_as == "sample.done"

    def test_an_object_with_a_place(self, db, station):
        @recorded("sample.done")
        def do(*, by):
            return station

        do(by=BY)
        assert Event.objects.get(object_label="stations.station").division_code == station.division_code

    def test_no_object(self, db):
        @recorded("sample.done")
        def do(*, by):
            return []

        do(by=BY)
        assert Event.objects.get().object_label == ""

    def test_a_refused_deed_leaves_nothing(self, db):
        @recorded("sample.done")
        def do(*, by):
            Reading.objects.create(by=by, page="x", shown_class="P3")
            raise RuleBroken("不行。")

        with pytest.raises(RuleBroken):
            do(by=BY)
        assert (Event.objects.count(), Reading.objects.count()) == (0, 0)

    @pytest.mark.parametrize(
        "service",
        [
            lambda by: None,  # positional
            lambda *, reason: None,  # nobody did it
        ],
    )
    def test_a_service_of_another_shape_does_not_start(self, service):
        with pytest.raises(TypeError, match="keyword-only"):
            recorded("sample.done")(service)

    def test_keep_names_arguments(self):
        with pytest.raises(TypeError, match="reason"):

            @recorded("sample.done", keep=["reason"])
            def do(*, by):
                return None

    def test_a_group_of_values_is_allowed(self, db):
        @recorded("sample.done")
        def do(*, by, **values):
            return None

        do(by=BY, one=1)
        assert Event.objects.get().details == {}

    def test_where_a_request_came_from(self, province_officer):
        form = {"code": "21Z000000001", "name": "示例区", "members": places.COUNTY}
        province_officer.client.post("/divisions/zones/set/", form, REMOTE_ADDR="10.9.8.7")
        assert Event.objects.get(name="zone.set").address == "10.9.8.7"


def test_a_reading(db):
    row = record_reading(page="people:person", ids=[3, uuid.UUID(int=4)], shown_class="P3", by=BY, reason="服务需要")
    assert (row.object_ids, row.shown_class, row.reason) == (["3", str(uuid.UUID(int=4))], "P3", "服务需要")


def a_row(model):
    if model is Event:
        return Event.objects.create(by=BY, name="x")
    if model is Reading:
        return Reading.objects.create(by=BY, page="x", shown_class="P3")
    if model is Seal:
        return Seal.objects.create(sequence=1, source="event", row_uuid=uuid.uuid4(), previous="0", digest="1")
    return Move.objects.create(
        object_label="x", object_id="1", from_state="A", to_state="B", on=dt.date(2024, 1, 1), moved_by=BY
    )


class TestTriggers:
    @pytest.mark.parametrize("model", [Event, Reading, Seal, Move])
    def test_rows_stay_as_they_are(self, db, model):
        row = a_row(model)
        field = next(f.name for f in model._meta.fields if type(f) is models.CharField)
        for deed in (row.delete, lambda: model.objects.filter(pk=row.pk).update(**{field: "y"})):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                deed()
        assert model.objects.filter(pk=row.pk).exists()

    def test_truncate_on_postgresql(self, db):
        if connection.vendor != "postgresql":
            pytest.skip("SQLite has no TRUNCATE")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE audit_event")

    def test_lost_guards_are_named_and_put_back(self, db):
        assert missing_triggers() == []
        on = ' ON "toolkit_move"' if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f'DROP TRIGGER "toolkit_move_no_update"{on}')
        assert missing_triggers() == ["toolkit_move_no_update"]
        install_triggers()
        install_triggers()
        assert missing_triggers() == []

    def test_the_list(self):
        """One name a line: rooms that grow at the same time add theirs without getting in each other's way."""
        assert " ".join(guarded_tables()) == " ".join(GUARDED.split())
