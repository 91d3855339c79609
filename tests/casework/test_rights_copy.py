"""A copy tells what every room holds about the person; nothing of others, no reporter, nothing sealed to an outsider."""

import datetime as dt

import pytest

from liangzhan.funds.models import Donation
from liangzhan.people.models import RightsRequest
from liangzhan.people.rights import OFFERS, Part, lines_of, nothing_own, offer, part_of
from liangzhan.people.services.rights import copy_everything
from tests.casework.ground import Ground
from tests.factories.casework import make_case, make_contact
from tests.factories.credentials import make_learning
from tests.factories.funds import make_book, make_donation
from tests.factories.groups import come, make_activity
from tests.factories.needs import agree, make_need
from tests.factories.people import BY, make_individual
from tests.factories.protection import make_crisis
from tests.factories.visits import make_visit
from tests.factories.volunteers import make_volunteer


def request_of(person, station, **fields):
    given = {"kind": "COPY", "asker": "SELF", "way": "VISIT", "identity": "ID_CARD", "state": "GRANTED"}
    days = {"received_on": dt.date(2026, 11, 2), "due_on": dt.date(2026, 12, 2), "state_since": dt.date(2026, 11, 2)}
    place = {"person": person, "station": station, "number": "示例号", "saved_by": BY}
    return RightsRequest.objects.create(**place, **days, **{**given, **fields})


def danger(ground, plan, **more):
    crisis = make_crisis(ground.station, ground.a.actor, person=ground.client, **more)
    crisis.safety_plan = plan
    crisis.save(update_fields=["safety_plan"])


def titles(parts):
    return [one.title for one in parts]


def test_what_was_given_learned_and_attended(ground: Ground):
    """Rooms that are not about clients: a gift in yuan, a training, an attendance, a certificate of work, an own service."""
    person, station = ground.client, ground.station
    make_book(station)
    gift = make_donation(station, amount_fen=200_050)
    Donation.objects.filter(pk=gift.pk).update(donor_kind="PERSON", person=person, donor_name="")
    make_learning(person, station)
    come(make_activity(station, ground.worker_a).occasion, person)
    make_volunteer(station=station, person=person)
    parts = copy_everything(request=request_of(person, station), by=ground.boss.actor)
    words = str(parts)
    assert {"登记卡", "参加名单", "签到", "学习记录", "志愿者登记", "捐赠"} <= set(titles(parts))
    for shown in ("金额或价值：2,000.50 元", "冬季防诈骗讲座", "到场情况：已到", "小组工作", "确认方式：纸质签字"):
        assert shown in words, shown
    assert "200050" not in words and "（分）" not in words


class TestCopy:
    def test_every_room_gives_its_part(self, ground: Ground):
        case = ground.case(papers=True, contacts=1)
        agree(ground.client, ground.station)
        make_need(ground.station, person=ground.client, description="想要人陪同就医")
        make_visit(ground.client, ground.worker_a, ground.a, ground.station)
        danger(ground, "夜里打给女儿", facts_told="邻居说的", how_found="邻居来电")
        parts = copy_everything(request=request_of(ground.client, ground.station), by=ground.boss.actor)
        words = str(parts)
        assert {"登记卡", "需求", "探访", "危机处置", f"个案 {case.number}"} <= set(titles(parts))
        assert "想要人陪同就医" in words and "夜里打给女儿" in words and "邻居" not in words

    def test_whoever_asks_in_his_name_learns_nothing_of_danger(self, ground: Ground):
        danger(ground, "夜里打给女儿")
        asked = request_of(ground.client, ground.station, asker="GUARDIAN")
        assert "危机处置" not in titles(copy_everything(request=asked, by=ground.boss.actor))

    def test_what_is_sealed_goes_out_through_its_team_alone(self, ground: Ground):
        hidden = make_case(ground.station, ground.client, ground.worker_a, sealed=True, papers=True)
        danger(ground, "限制查阅的安排", sealed=True, worker=ground.worker_a)
        asked = request_of(ground.client, ground.station)
        outside = str(copy_everything(request=asked, by=ground.boss.actor))
        inside = str(copy_everything(request=asked, by=ground.a.actor))
        assert hidden.number not in outside and "限制查阅的安排" not in outside
        assert hidden.number in inside and "限制查阅的安排" in inside

    def test_the_neighbour_gives_nothing_of_ours(self, ground: Ground, neighbour_station):
        case = ground.case(papers=True)
        parts = copy_everything(request=request_of(ground.client, neighbour_station), by=ground.near.actor)
        assert case.number not in str(parts)


def test_a_room_offers_once():
    with pytest.raises(ValueError, match="people"):
        offer("people", OFFERS["people"])
    with pytest.raises(ValueError, match="people"):
        nothing_own("people", "示例")


def test_lines(ground: Ground):
    case = ground.case()
    contact = make_contact(case, ground.worker_a, on=case.opened_on, number=1)
    told = dict(lines_of(contact, ("case__number", "with_client", "mode", "place", "starts_at")))
    assert told["案号"] == case.number and told["与服务对象有接触"] == "是" and "地点" not in told
    assert part_of("空", [make_individual("王二", station=ground.station)], ("education",)) == Part("空", [])
