"""A star on its way: proposed on hours and quality, agreed to, made public, decided by somebody else."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest

from liangzhan.access.actor import Actor
from liangzhan.notices.models import PersonNotice
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.periods import acting_on, today
from liangzhan.toolkit.transitions import moves_of
from liangzhan.volunteers.models import Anomaly, Dispute, StarProposal
from liangzhan.volunteers.queries.star_history import history_of
from liangzhan.volunteers.queries.stars import candidates, own_stars, public_rows, public_star, to_decide, to_publish
from liangzhan.volunteers.services.stars import (
    agree_star,
    decide_star,
    decline_star,
    note_objection,
    propose_star,
    publish_star,
)
from tests.factories.people import BY
from tests.factories.volunteers import make_record, make_volunteer

pytestmark = pytest.mark.django_db
DAY = dt.date(2020, 7, 1)


def himself(volunteer):
    return replace(Actor.system("本人"), unlimited=False, uuid=uuid4(), person_uuid=volunteer.person.uuid)


def experienced(station, name="王志愿", hours=100, quality=5):
    """A volunteer with that many hours in records of ten."""
    found = make_volunteer(name, station=station)
    for at in range(hours // 10):
        make_record(found, on=DAY + dt.timedelta(days=at), minutes=600, quality=quality if at == 0 else None)
    return found


@pytest.fixture
def volunteer(station):
    return experienced(station)


def proposed(volunteer, by=BY, stars=1):
    return propose_star(volunteer=volunteer, stars=stars, words="热心服务（示例）", by=by)


def test_the_whole_way(volunteer, station_head, county_officer):
    (found,) = candidates(station_head.actor.scope)
    assert (found.volunteer, found.stars, found.hours, found.problems) == (volunteer, 1, "100.0", [])
    row = proposed(volunteer, station_head.actor)
    assert candidates(station_head.actor.scope) == [] and "是否同意" in PersonNotice.objects.get().text
    with pytest.raises(RuleBroken, match="还没有同意"):
        publish_star(proposal=row, by=county_officer.actor)
    with pytest.raises(RuleBroken, match="本人同意"):
        agree_star(proposal=row, by=county_officer.actor)
    row = agree_star(proposal=row, by=himself(volunteer))
    agreed_at = row.agreed_at
    assert agree_star(proposal=row, by=station_head.actor).agreed_at == agreed_at
    assert list(to_publish(county_officer.actor.scope)) == [row]
    publish_star(proposal=row, by=county_officer.actor)
    assert public_star(public_rows().get()).name == "王**" and row.public_ends_on > today()
    with pytest.raises(RuleBroken, match="公示期"):
        decide_star(proposal=row, granted=True, reason="", by=county_officer.actor)
    with acting_on(row.public_ends_on + dt.timedelta(days=1)):
        assert list(to_decide(county_officer.actor.scope)) == [row] and not public_rows().exists()
        decide_star(proposal=row, granted=True, reason="", by=county_officer.actor)
    assert row.state == "GRANTED" and [one.to_state for one in moves_of(row)] == ["PUBLIC", "GRANTED"]
    assert "评定为一星级志愿者" in PersonNotice.objects.order_by("-pk").first().text
    assert own_stars(volunteer) == [row]
    with pytest.raises(RuleBroken, match="已经提名或评定"):
        proposed(volunteer, station_head.actor)


def test_refused_with_a_reason_it_may_be_proposed_again(volunteer, station_head, county_officer):
    row = proposed(volunteer, station_head.actor)
    with pytest.raises(RuleBroken, match="理由"):
        decide_star(proposal=row, granted=False, reason=" ", by=county_officer.actor)
    decide_star(proposal=row, granted=False, reason="材料不全", by=county_officer.actor)
    assert row.state == "REFUSED" and "材料不全" in PersonNotice.objects.order_by("-pk").first().text
    assert proposed(volunteer, station_head.actor).pk != row.pk


def test_his_no_ends_it_even_while_it_is_public(volunteer, station, station_head, county_officer, neighbour_head):
    row = agree_star(proposal=proposed(volunteer, station_head.actor), by=himself(volunteer))
    publish_star(proposal=row, by=county_officer.actor)
    for stranger in (himself(make_volunteer("李别人", station=station)), neighbour_head.actor, county_officer.actor):
        with pytest.raises(RuleBroken, match="本人同意"):
            decline_star(proposal=row, by=stranger)
    ended = decline_star(proposal=row, by=himself(volunteer))
    assert (ended.state, ended.reason) == ("REFUSED", "本人不同意公示。") and not public_rows().exists()
    row.refresh_from_db()
    assert [(one.words, one.reason) for one in history_of(row)] == [
        ("提名", "热心服务（示例）"), ("本人同意公示", ""), ("开始公示", ""), ("未通过", "本人不同意公示。"),
    ]  # fmt: skip
    with pytest.raises(RuleBroken, match="未通过"):
        decline_star(proposal=row, by=himself(volunteer))
    again = decline_star(proposal=proposed(volunteer, station_head.actor), by=station_head.actor)
    with pytest.raises(RuleBroken, match="已经结束"):
        agree_star(proposal=again, by=himself(volunteer))


def test_an_objection_that_came_while_the_officer_wrote(volunteer, station_head, county_officer):
    row = agree_star(proposal=proposed(volunteer, station_head.actor), by=himself(volunteer))
    publish_star(proposal=row, by=county_officer.actor)
    note_objection(proposal=StarProposal.objects.get(pk=row.pk), words="时长不对", by=county_officer.actor)
    with acting_on(row.public_ends_on + dt.timedelta(days=1)), pytest.raises(RuleBroken, match="核实情况"):
        decide_star(proposal=row, granted=True, reason="", by=county_officer.actor)  # row as it was read before


def test_objections_want_an_answer(volunteer, station_head, county_officer):
    row = agree_star(proposal=proposed(volunteer, station_head.actor), by=station_head.actor)
    with pytest.raises(RuleBroken, match="只有公示期间"):
        note_objection(proposal=row, words="x", by=county_officer.actor)
    publish_star(proposal=row, by=county_officer.actor)
    with pytest.raises(RuleBroken, match="内容"):
        note_objection(proposal=row, words=" ", by=county_officer.actor)
    row = note_objection(proposal=row, words="有人说时长不对", by=county_officer.actor)
    row = note_objection(proposal=row, words="又一条", by=county_officer.actor)
    assert row.objections == "有人说时长不对\n又一条"
    with pytest.raises(RuleBroken, match="300"):
        note_objection(proposal=row, words="长" * 300, by=county_officer.actor)
    with acting_on(row.public_ends_on + dt.timedelta(days=1)):
        with pytest.raises(RuleBroken, match="核实情况"):
            decide_star(proposal=row, granted=True, reason="", by=county_officer.actor)
        decide_star(proposal=row, granted=True, reason="已核实，时长无误", by=county_officer.actor)
    assert row.state == "GRANTED"


def test_what_speaks_against_it(volunteer, station, station_head, neighbour_head):
    with pytest.raises(RuleBroken, match="本站"):
        proposed(volunteer, neighbour_head.actor)
    with pytest.raises(RuleBroken, match="提名理由"):
        propose_star(volunteer=volunteer, stars=1, words=" ", by=station_head.actor)
    with pytest.raises(RuleBroken, match="300 小时"):
        proposed(volunteer, station_head.actor, stars=2)
    record = volunteer.records.first()
    Dispute.objects.create(record=record, reason="TIME", state_since=DAY, raised_at=record.recorded_at, raised_by=BY)
    Anomaly.objects.create(
        record=record, station=station, division_code=station.division_code, kind="NIGHT", words="夜间",
        state_since=DAY, found_at=record.recorded_at,
    )  # fmt: skip
    with pytest.raises(RuleBroken) as refusal:
        proposed(volunteer, station_head.actor)
    assert len(refusal.value.reasons) == 2
    unrated, poor = experienced(station, "李未评", quality=None), experienced(station, "赵一般", quality=3)
    told = {one.volunteer: "".join(one.problems) for one in candidates(station_head.actor.scope)}
    assert "还没有服务质量评价" in told[unrated] and "3.0" in told[poor] and "异议" in told[volunteer]
    assert candidates(neighbour_head.actor.scope) == []


def test_hours_taken_back_during_the_publicity(volunteer, station_head, county_officer):
    row = agree_star(proposal=proposed(volunteer, station_head.actor), by=himself(volunteer))
    publish_star(proposal=row, by=county_officer.actor)
    volunteer.records.filter(quality__isnull=True).delete()
    with acting_on(row.public_ends_on + dt.timedelta(days=1)), pytest.raises(RuleBroken, match="不符合条件"):
        decide_star(proposal=row, granted=True, reason="", by=county_officer.actor)


def test_another_ladder_of_a_city(volunteer, station_head):
    place = volunteer.division_code[:4]
    Parameter.objects.create(
        key="star.hours", value=[50, 90], area_code=place, valid_from=dt.date(2020, 1, 1), set_by=BY
    )
    assert [one.stars for one in candidates(station_head.actor.scope)] == [2]


def test_a_list_to_look_through_is_no_ranking(station, station_head):
    first, second = experienced(station, hours=110), experienced(station, "李更多", hours=200)
    assert [one.volunteer for one in candidates(station_head.actor.scope)] == [first, second]


def test_hours_at_another_station_reach_a_star_as_well(station, neighbour_station, station_head):
    volunteer = experienced(station, hours=60)
    make_record(volunteer, on=DAY + dt.timedelta(days=20), minutes=40 * 60, station=neighbour_station)
    assert [one.volunteer for one in candidates(station_head.actor.scope)] == [volunteer]
