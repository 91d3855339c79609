"""C-05: what one record sets going, what it refuses, how it is corrected and locked; entries equal vouchers."""

import json
import threading
import uuid

import pytest
from django.db import connection, connections

from liangzhan.casework.models import Agreement, Case, Commission, Contact, EarlierContact
from liangzhan.casework.queries.vouchers import case_href, contact_href, contact_voucher, expected_cases
from liangzhan.casework.services.agreements import withdraw_agreement
from liangzhan.casework.services.cases import decide_case, open_case
from liangzhan.casework.services.contacts import correct_contact, save_contact
from liangzhan.ledger.models import Entry
from liangzhan.ledger.queries.verifying import voucher_differences
from liangzhan.people.services.merging import merge_persons
from liangzhan.staff.models import FieldTime
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.casework.ground import at, contact, intake
from tests.factories import divisions as places
from tests.factories.casework import ago, make_agreement, make_assessment, make_case, make_contact, make_plan
from tests.factories.people import BY, make_individual, stand_ready
from tests.factories.staff import make_colleague
from tests.factories.stations import make_site, make_station


def saved(ground, case, by=None, **fields):
    key = fields.pop("form_key", None)
    return save_contact(case=case, facts=contact(**fields), form_key=key, by=(by or ground.a).actor)


def live(row):
    """Entries that count of the latest version."""
    return Entry.objects.filter(posting__voucher=contact_voucher(row), posting__version=row.version, sign=1)


class TestSave:
    def test_one_record_counts_everywhere(self, ground):
        case = ground.case(papers=True)
        row = saved(ground, case)
        entry = live(row).get()
        assert (entry.kind, entry.method, entry.service_kind) == ("CASE_CONTACT", "CASE", "S10")
        assert (entry.person_id, entry.minutes, entry.served_by_id) == (case.person_id, 40, ground.worker_a.person_id)
        assert (row.seq, row.minutes, row.on) == (1, 40, ago(1))
        field_time = FieldTime.objects.get(voucher=contact_voucher(row))
        assert (field_time.worker_id, field_time.ends_at) == (ground.worker_a.pk, row.ends_at)

    def test_without_the_client_only_minutes_count(self, ground):
        row = saved(ground, ground.case(papers=True), mode="COORDINATE", with_client=False)
        assert (live(row).get().person_id, live(row).get().minutes) == (None, 40)
        assert not FieldTime.objects.exists()

    def test_the_same_form_sent_twice(self, ground):
        case, key = ground.case(papers=True), uuid.uuid4()
        assert saved(ground, case, form_key=key) == saved(ground, case, form_key=key)
        assert Contact.objects.count() == Entry.objects.count() == 1

    def test_the_third_makes_a_formal_case_on_its_day(self, ground):
        opened = open_case(station=ground.station, facts=intake(on=ago(20)), person=ground.client, by=ground.a.actor)
        case = decide_case(case=opened, decision="ACCEPT", on=ago(20), by=ground.a.actor)
        for paper in (make_agreement, make_assessment, make_plan):
            paper(case)
        for days in (3, 9, 1):
            saved(ground, case, days_ago=days)
        case.refresh_from_db()
        assert (case.formal, case.formal_on) == (True, ago(1))
        rows = Entry.objects.filter(posting__voucher=case.voucher, posting__version=2, sign=1).order_by("line")
        assert [(one.kind, one.served_on) for one in rows] == [("FILE_OPENED", ago(20)), ("CASE_OPENED", ago(1))]
        saved(ground, case, days_ago=2)
        assert voucher_differences() == []

    @pytest.mark.parametrize("hour", [9, 8])
    def test_nobody_is_in_two_places(self, ground, hour):
        first = saved(ground, ground.case(papers=True))
        other = ground.case(papers=True)
        with pytest.raises(RuleBroken, match=f"{first.case.number} 第 1 次") as refusal:
            saved(ground, other, hour=hour, minutes=90)
        assert refusal.value.field == "starts"
        Case.objects.filter(pk=first.case_id).update(sealed=True)
        with pytest.raises(RuleBroken, match="已有另一条记录"):
            saved(ground, other, hour=hour, minutes=90)

    def test_one_after_the_other_is_no_clash(self, ground):
        case = ground.case(papers=True)
        saved(ground, case)
        assert saved(ground, case, hour=9, starts_at=at(ago(1), 9, 40), ends_at=at(ago(1), 10, 20)).seq == 2

    def test_whoever_is_not_on_the_team(self, ground):
        with pytest.raises(RuleBroken, match="团队"):
            saved(ground, ground.case(papers=True), by=ground.boss)

    def test_after_a_withdrawal_only_closing_and_crisis(self, ground):
        case = ground.case(papers=True)
        withdraw_agreement(agreement=Agreement.objects.get(case=case), on=ago(5), by=ground.a.actor)
        with pytest.raises(RuleBroken, match="撤回"):
            saved(ground, case)
        assert saved(ground, case, despite="CLOSING").despite == "CLOSING"

    @pytest.mark.parametrize(
        ("change", "field"),
        [({"days_ago": 40}, "on"), ({"minutes": 0}, "ends"), ({"service_kind": "S06"}, "service_kind")],
    )
    def test_what_cannot_be(self, ground, change, field):
        with pytest.raises(RuleBroken) as refusal:
            saved(ground, ground.case(papers=True), **change)
        assert refusal.value.field == field

    def test_sealed_contacts_stand_in_a_ledger_of_their_own(self, ground):
        case = ground.case(papers=True, sealed=True)
        Commission.objects.create(
            case=case,
            on=ago(40),
            label="CORRECTION",
            body="某司法所",
            number="1",
            from_on=ago(40),
            to_on=today(),
            saved_by=BY,
        )
        row = saved(ground, case, service_kind="S06")
        assert row.pk
        assert not Entry.objects.exists()
        assert FieldTime.objects.get().sealed


class TestCorrect:
    def test_the_ledger_counts_the_new_one(self, ground):
        row = saved(ground, ground.case(papers=True))
        row = correct_contact(
            contact=row, facts=contact(minutes=20, mode="PHONE"), reason="记错时间", by=ground.a.actor
        )
        assert (row.version, row.minutes, live(row).get().minutes) == (2, 20, 20)
        assert Entry.objects.filter(sign=-1).count() == 1
        assert FieldTime.objects.get().withdrawn_at is not None
        before = EarlierContact.objects.get()
        assert (before.version, json.loads(before.was)["minutes"], before.reason) == (1, 40, "记错时间")
        assert not [one for one in voucher_differences() if "Contact" in one.place]

    def test_only_by_its_author_and_only_while_young(self, ground):
        case = ground.case(papers=True)
        row = saved(ground, case)
        with pytest.raises(RuleBroken, match="本人"):
            correct_contact(contact=row, facts=contact(), by=ground.boss.actor)
        old = saved(ground, case, days_ago=8)
        with pytest.raises(RuleBroken, match="锁定"):
            correct_contact(contact=old, facts=contact(days_ago=8, minutes=10), by=ground.a.actor)

    def test_it_may_not_land_on_another(self, ground):
        case = ground.case(papers=True)
        saved(ground, case)
        row = saved(ground, case, hour=14)
        assert correct_contact(contact=row, facts=contact(hour=14, minutes=50), by=ground.a.actor).minutes == 50
        with pytest.raises(RuleBroken, match="同一时间"):
            correct_contact(contact=row, facts=contact(), by=ground.a.actor)


class TestVouchers:
    def test_a_merge_leaves_entries_and_vouchers_equal(self, ground):
        case = open_case(
            station=ground.station, facts=intake(), person=ground.client, decision="ACCEPT", by=ground.a.actor
        )
        kept = make_individual("王小明", station=ground.station, tie="CLIENT")
        merge_persons(kept=kept, alias=ground.client, reason="同一人", by=ground.boss.actor)
        case.refresh_from_db()
        assert case.person_id == kept.pk
        assert voucher_differences() == []
        assert len(list(expected_cases())) == 1

    def test_links_are_for_whoever_reaches_the_case(self, ground):
        row = make_contact(ground.case(papers=True))
        assert case_href(str(row.case.uuid), ground.a.actor).endswith(f"/cases/{row.case_id}/")
        assert contact_href(str(row.uuid), ground.b.actor) == case_href(str(row.case.uuid), ground.near.actor) == ""
        assert contact_href(str(row.uuid), ground.boss.actor) != ""


def at_once(*deeds):
    """Run each deed on a connection of its own, all at the same moment; the answers."""
    answers, gate = [], threading.Barrier(len(deeds))

    def run(deed):
        try:
            gate.wait(10)
            deed()
            answers.append("done")
        except RuleBroken as refusal:
            answers.append(refusal.reasons[0])
        except Exception as crash:  # noqa: BLE001 -- a crash in a thread is an answer too, else it is lost
            answers.append(repr(crash))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    return sorted(answers)


def test_two_records_of_one_worker_at_the_same_moment(committed_db):
    """And two acceptances: their numbers are 1 and 2."""
    stand_ready()
    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    account, worker = make_colleague("甲社工", station)
    cases = [make_case(station, make_individual(station=station, tie="CLIENT"), worker, papers=True) for _ in range(2)]
    answers = at_once(*[lambda one=one: save_contact(case=one, facts=contact(), by=account.actor) for one in cases])
    assert sum(one == "done" for one in answers) == 1, answers
    assert Contact.objects.count() == 1
    person = make_individual(station=station, tie="CLIENT")
    given = {"station": station, "person": person, "facts": intake(), "decision": "ACCEPT", "by": account.actor}
    assert at_once(*[lambda: open_case(**given) for _ in range(2)]) == ["done", "done"]
    numbers = Case.objects.filter(person=person).order_by("number").values_list("number", flat=True)
    assert [int(one[-4:]) for one in numbers] == [1, 2]
    connection.close()
