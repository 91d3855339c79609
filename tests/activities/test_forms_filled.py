"""V-01, 协调调解, G-01 … G-08, K-01 … K-06: every line of docs/forms.md typed into its page, saved, and read back."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from liangzhan.activities.models import Activity, Coordination, Group, GroupMember, GroupSession, RatingSheet, Visit
from liangzhan.needs.services.needs import raise_need
from liangzhan.people.models import Card
from liangzhan.people.rules.family import GuardianFacts
from liangzhan.people.services.family import save_guardian
from liangzhan.people.services.households import add_member, save_household
from liangzhan.toolkit.periods import today
from tests.factories.credentials import make_clearance
from tests.factories.groups import (
    come,
    hold_activity,
    hold_session,
    make_activity,
    make_group,
    make_member,
    make_session,
)
from tests.factories.people import BY, make_individual
from tests.factories.staff import make_colleague
from tests.factories.stations import make_photo
from tests.factories.visits import make_client
from tests.formbook.filling import Filling


def day(days: int) -> str:
    """So many days from today, as a form writes it."""
    return f"{today() + dt.timedelta(days=days):%Y-%m-%d}"


def words(*names: str) -> dict[str, str]:
    """Something to read for each field."""
    return {name: f"示例：{name}。" for name in names}


def type_in(client, name, key, given):
    """(the empty page, after its form was sent and taken)."""
    where = reverse(f"activities:{name}", args=[key] if key else [])
    page = client.get(where).text
    with client.allow(120):
        answer = client.post(where, {"form_key": uuid.uuid4(), **given})
    assert answer.status_code == 302, re.findall("还没有保存.*?</ul>", answer.text, re.S)
    return page


def test_v01(team):
    house = save_household(station=team.station, head=team.sun, by=team.chen.actor)
    add_member(household=house, person=team.li, relation="1", by=team.chen.actor)
    form = Filling("V-01 探访")
    given = {"mode": "HOME", "service_kind": "S10", "also_kinds": ["S04"], "finding": "CONCERN", "photo": make_photo()}
    given |= {"others": [str(team.li.uuid)], "next_on": day(9), **words("condition", "needs_found", "action")}
    typed = {**given, "on": day(-1), "starts": "09:10", "ends": "09:40"}
    page = type_in(team.chen.client, "visit-record-person", team.sun.uuid, typed)
    row = Visit.objects.get()
    kept = {"other members of the household": team.li.pk}
    form.filled(page, typed, row, row.persons.get(person=team.li), kept=kept)
    assert {one.person for one in row.persons.all()} == {team.sun, team.li}
    quick = {
        "mode": "PHONE",
        "service_kind": "S02",
        "finding": "STEADY",
        "time": "15",
        "next": "7",
        "condition": "如常",
    }
    page = type_in(team.chen.client, "visit-record-person", team.sun.uuid, quick)
    last = Visit.objects.exclude(pk=row.pk).get()
    form.filled(page, quick, last, last.persons.get(), kept={"next date, at a tap": day(7)})
    form.only()


def test_coordination(team):
    form, other = Filling("协调调解"), make_client("周大娘", team.station)
    given = {"kind": "COORDINATION", "topic": "FAMILY", "outcome": "AGREED", "heads": "2", "follow_up_on": day(7)}
    given |= {"on": day(-1), "starts": "09:10", "ends": "09:40"}
    given |= words("matter", "parties_note", "helpers", "process", "agreement")
    page = type_in(team.chen.client, "coordination-add", None, given)
    row = Coordination.objects.get()
    form.filled(page, given, row)
    step = {"on": day(0), "outcome": "AGREED", "text": "双方已履行。", "follow_up_on": day(30)}
    type_in(team.chen.client, "coordination-step", row.uuid, step)
    find = reverse("activities:coordination-party-find", args=[row.uuid])
    found = team.chen.client.post(find, {"q": "周大娘"}).text
    where = next(one for one in re.findall(r'action="([^"]+)"', found) if str(other.uuid) in one)
    with team.chen.client.allow(90):
        team.chen.client.post(where)
    form.filled("", {}, row.parties.get(), row.steps.get())
    form.only()


@pytest.fixture
def chen(station):
    """陈社工, signed in, and the worker."""
    return make_colleague("陈社工", station)


PLAN = ("name", "target", "place")


def test_g01(station, chen, station_head):
    who, worker = chen
    form, given = Filling("G-01"), words(*PLAN, "theory", "goals", "recruitment", "indicators", "risks", "plan_b")
    given |= {"type": "SUPPORT", "model": "REMEDIAL", "members_planned": "7", "sessions_planned": "5"}
    given |= {"starts_on": day(3), "ends_on": day(60), "budget_fen": "1234.50", "leader": worker.pk}
    page = type_in(who.client, "group-add", None, given)
    row = Group.objects.get()
    with who.client.allow(60):
        who.client.post(reverse("activities:group-submit", args=[row.uuid]))
    type_in(station_head.client, "group-decide", row.uuid, {"decision": "yes", "reason": "同意"})
    row.refresh_from_db()
    form.filled(page, given, row, kept={"budget": 123450})
    form.only()


def test_g02(station, chen):
    form, group = Filling("G-02"), make_group(station, chen[1])
    make_clearance(chen[1].person, station)  # who serves minors was looked up
    child = make_individual("王小小", station=station, tie="PARTICIPANT")
    Card.objects.filter(person=child).update(born_on=today() - dt.timedelta(days=365 * 12))
    facts = GuardianFacts(relation="PARENT", evidence="BOOKLET", valid_from=today(), name="示例监护人")
    save_guardian(person=child, station=station, facts=facts, by=BY)
    elder = make_individual("李大爷", station=station, tie="PARTICIPANT")
    for person, way in (
        (child, {"way": "GUARDIAN", "signer": "示例监护人"}),
        (elder, {"way": "THUMB", "witness": "网格员"}),
    ):
        with chen[0].client.allow(60):
            put = reverse("activities:member-put", args=[group.uuid])
            assert chen[0].client.post(put, {"person": str(person.uuid)}).status_code == 302
        row = GroupMember.objects.get(person=person)
        given = {"state": "ACCEPTED", "reason": "适合参加。", "paper": make_photo(), **way}
        page = type_in(chen[0].client, "member-screen", row.uuid, given)
        row.refresh_from_db()
        kept = {"consent": lambda consent, way=way: consent.way == way["way"]}
        form.filled(page, given, row, row.consent, kept=kept)
    form.only()


def test_g03(station, chen):
    form, group = Filling("G-03"), make_group(station, chen[1])
    member = make_member(group)
    given = {**words("rules", "promise"), "agreed_on": day(-1)}
    page = type_in(chen[0].client, "contract-edit", group.uuid, given)
    group = Group.objects.get()
    type_in(chen[0].client, "member-sign", member.uuid, {"way": "SCREEN", "paper": make_photo(), "signed_on": day(0)})
    form.filled(page, given, group.contract, group.contract.signatures.get())
    form.only()


def test_g04_g05_g06(station, chen):
    who, group = chen[0], make_group(station, chen[1])
    member = make_member(group)
    given = {"number": "1", "phase": "FORM", "starts_at": f"{day(-1)}T09:00", "ends_at": f"{day(-1)}T10:30"}
    given |= words("aims", "activities", "materials", "place")
    page = type_in(who.client, "session-add", group.uuid, given)
    row, plan = GroupSession.objects.get(), Filling("G-04")
    plan.filled(page, given, row, row.occasion)
    plan.only()
    come(row.occasion, member.person)
    given = {"unidentified": "3", **words("dynamics", "key_events", "member_changes", "reflection")}
    page = type_in(who.client, "session-record", row.uuid, given)
    row = GroupSession.objects.get()
    for form in (Filling("G-05"), Filling("G-06")):
        form.filled(page, given, row, row.occasion, row.occasion.attendees.get(person=member.person))
        form.only()


def test_g07_g08(station, chen):
    who, group = chen[0], make_group(station, chen[1])
    member = make_member(group)
    hold_session(make_session(group), heads=40)
    form, given = Filling("G-07"), {"instrument": "孤独感量表", "lowest": "1", "highest": "20", "direction": "down"}
    page = type_in(who.client, "test-edit", group.uuid, given)
    type_in(who.client, "scores", group.uuid, {f"before-{member.pk}": "12", f"after-{member.pk}": "8"})
    test = Group.objects.get().test
    form.filled(page, given, test, test.scores.get(), kept={"scores: direction": False})
    form.only()
    with who.client.allow(60):
        who.client.post(reverse("activities:group-ratings-open", args=[group.uuid]))
    sheet = RatingSheet.objects.get()
    type_in(who.client, "ratings-paper", sheet.pk, {f"paper_{score}": str(score) for score in range(1, 6)})
    sheet.refresh_from_db()
    form, given = Filling("G-08"), words("outcome", "output", "satisfaction_note", "budget_note", "follow_up")
    given |= {"budget_used_fen": "1800.50", "closed_on": day(0)}
    page = type_in(who.client, "group-report", group.uuid, given)
    form.filled(page, given, Group.objects.get().report, sheet, kept={"budget use": 180050})
    form.only()


def test_k01_k02(station, chen):
    need = raise_need(station=station, by=BY, category="S04", description="接到诈骗电话", source="VISIT")
    given = words(*PLAN, "need_statement", "goal", "agenda", "staffing", "volunteers", "safety")
    given |= {"domain": "CARE", "kind": "LECTURE", "expected_heads": "40", "budget_fen": "400", "major": "on"}
    given |= {"starts_at": f"{day(5)}T14:00", "ends_at": f"{day(5)}T16:00", "leader": chen[1].pk}
    given |= {"needs": [f"needs.Need:{need.uuid}"]}
    page = type_in(chen[0].client, "activity-add", None, given)
    row = Activity.objects.get()
    for form in (Filling("K-01"), Filling("K-02")):
        form.filled(page, given, row, row.occasion, kept={"budget": 40000})
        form.only()


def test_k03_k04(station, chen):
    who, row = chen[0], make_activity(station, chen[1])
    person = make_individual("李大爷", station=station, tie="PARTICIPANT")
    come(row.occasion, person)
    given = {"unidentified": "12", **words("process", "events")}
    page = type_in(who.client, "activity-record", row.uuid, given)
    type_in(who.client, "activity-photo", row.uuid, {"photo": make_photo(), "caption": "现场"})
    row = Activity.objects.get()
    for form in (Filling("K-03"), Filling("K-04")):
        form.filled(page, given, row.occasion, row.occasion.attendees.get(person=person), row.record, row.photos.get())
        form.only()


def test_k05_k06(station, chen, client):
    who, row = chen[0], hold_activity(make_activity(station, chen[1]), heads=40)
    with who.client.allow(60):
        who.client.post(reverse("activities:activity-ratings-open", args=[row.uuid]))
    sheet, form = RatingSheet.objects.get(), Filling("K-05")
    rate = reverse("activities:rate", args=[sheet.token])
    client.post(rate, {"form_key": uuid.uuid4(), "score": 5, "comment": "讲得好"})
    given = {f"paper_{score}": str(score) for score in range(1, 6)} | {"scan": make_photo()}
    page = type_in(who.client, "ratings-paper", sheet.pk, given)
    sheet.refresh_from_db()
    form.filled(page, given, sheet, sheet.comments.get())
    form.only()
    form, given = Filling("K-06"), {**words("outcome", "problems", "follow_up"), "budget_used_fen": "320"}
    page = type_in(who.client, "activity-summary", row.uuid, given)
    form.filled(page, given, Activity.objects.get().summary, kept={"budget use": 32000})
    form.only()
