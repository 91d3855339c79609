"""Any order of check-ins, check-outs, voids and rolls keeps what must always hold of stays and marks."""

import datetime as dt
import itertools

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.occasions.models import Attendee, Presence
from liangzhan.occasions.queries.holding import span_of
from liangzhan.occasions.queries.presence import VALID, present_ids, stays_of
from liangzhan.occasions.rules.presence import first_clash
from liangzhan.occasions.services.presence import check_in, check_out, enter_stay, settle_stay, void_presence
from liangzhan.occasions.services.roll import take_roll
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import acting_on, moment
from tests.factories.occasions import make_occasion
from tests.factories.people import BY, make_individual

DAY = dt.date(2026, 3, 6)
# Every deed is near its occasion, so that most of them are possible; quarters of an hour count from half an hour before it.
QUARTERS = st.integers(0, 34)
WHERE, WHO, WHICH = st.integers(0, 3), st.integers(0, 1), st.integers(0, 20)
DEEDS = st.one_of(
    st.tuples(st.just("in"), WHERE, WHO, QUARTERS),
    st.tuples(st.just("in"), WHERE, WHO, st.integers(0, 6)),
    st.tuples(st.just("out"), WHICH, WHO, QUARTERS),
    st.tuples(st.just("enter"), WHERE, WHO, QUARTERS),
    st.tuples(st.just("settle"), WHICH, WHO, QUARTERS),
    st.tuples(st.just("void"), WHICH, WHO, QUARTERS),
    st.tuples(st.just("roll"), WHERE, WHO, st.integers(0, 3)),
)
MARKS = ("PRESENT", "ABSENT", "EXCUSED", "EXPECTED")


def do(deed, occasions, people):
    kind, one, other, number = deed
    quarters = dt.timedelta(minutes=15) * number
    if kind in ("out", "settle", "void"):
        return do_to_stay(kind, one, quarters)
    occasion, person = occasions[one], people[other]
    at = occasion.starts_at - dt.timedelta(minutes=30) + quarters
    if kind == "roll":
        return take_roll(occasion=occasion, marks={person.pk: MARKS[number]}, by=BY)
    if kind == "enter":
        until = at + dt.timedelta(minutes=45)
        return enter_stay(occasion=occasion, person=person, in_at=at, out_at=until, reason="补", by=BY)
    return check_in(occasion=occasion, person=person, way="CODE", at=at, by=BY)


def do_to_stay(kind, which, quarters):
    rows = Presence.objects.select_related("occasion", "person").order_by("pk")
    stays = list(rows if kind == "void" else rows.filter(out_at=None))
    if not stays:
        return None
    stay = stays[which % len(stays)]
    if kind == "out":
        given = {"occasion": stay.occasion, "person": stay.person, "way": "SCREEN"}
        return check_out(**given, at=stay.in_at + quarters, by=BY)
    if kind == "void":
        return void_presence(presence=stay, reason="误", by=BY)
    return settle_stay(presence=stay, at=stay.in_at + quarters, reason="核对", by=BY)


def look(occasions, people, start):
    for person in people:
        rows = Presence.objects.filter(VALID, person=person).select_related("occasion").order_by("in_at", "pk")
        spans = [span_of(row) for row in rows]
        for one, other in itertools.combinations(spans, 2):
            assert first_clash(one, [other]) is None, (one, other)
    ids = [person.pk for person in people]
    assert all(stay.minutes >= 0 for stay in stays_of(ids, start, start + dt.timedelta(days=9)))
    for occasion in occasions:
        said = set(Attendee.objects.filter(occasion=occasion, mark="PRESENT").values_list("person_id", flat=True))
        assert said == present_ids(occasion)


def build(station):
    people = [make_individual(), make_individual()]
    now = moment()
    start = now - dt.timedelta(hours=48)
    plan = [("会", "MEETING", 1, 4), ("课", "TRAINING", 3, 6), ("班", "DUTY", 2, 12), ("两天", "ACTIVITY", 4, 30)]
    occasions = [
        make_occasion(
            title,
            kind=kind,
            station=station,
            expected=people,
            starts_at=start + dt.timedelta(hours=begins),
            ends_at=start + dt.timedelta(hours=begins + lasts),
        )
        for title, kind, begins, lasts in plan
    ]
    return occasions, people, start


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, max_size=14))
def test_any_order(station, deeds):
    with acting_on(DAY), transaction.atomic():
        occasions, people, start = build(station)
        for deed in deeds:
            try:
                with transaction.atomic():
                    do(deed, occasions, people)
            except RuleBroken as refusal:
                assert refusal.reasons[0]
            look(occasions, people, start)
        transaction.set_rollback(True)
