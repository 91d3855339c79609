"""What becomes of members when two rows are one person, or somebody is forgotten; how the room answers the ledger."""

import pytest

from liangzhan.activities.activity_persons import blank_members, both_members
from liangzhan.activities.models import ContractSignature, GroupMember, GroupSession
from liangzhan.activities.queries.activity_posting import hrefs_of
from liangzhan.activities.services.group_papers import save_contract, save_scores, save_test, sign_contract
from liangzhan.ledger.vouchers import SOURCES
from liangzhan.occasions.owners import names_of
from liangzhan.people.services.merging import merge_persons
from liangzhan.toolkit.periods import today
from tests.factories.groups import hold_session, make_group, make_member, make_session
from tests.factories.people import BY, make_individual
from tests.factories.staff import make_worker


@pytest.fixture
def group(station):
    return make_group(station, make_worker("陈社工", station=station))


def test_merged_the_member_moves_and_the_ledger_still_agrees(station, group):
    alias, kept = (make_individual(name, station=station, tie="PARTICIPANT") for name in ("王奶奶", "王奶奶"))
    member = make_member(group, person=alias)
    session = hold_session(make_session(group))
    merge_persons(kept=kept, alias=alias, reason="同一人", by=BY)
    member.refresh_from_db()
    assert member.person == kept
    session.refresh_from_db()
    found = {voucher: version for voucher, version, _ in SOURCES["activities.GroupSession"].expected()}
    assert found == {session.voucher: 1}


def test_two_members_of_one_group_are_looked_at_first(station, group):
    one, two = make_member(group, "王奶奶"), make_member(group, "王奶奶")
    assert "银龄互助小组" in both_members(one.person, two.person)
    assert both_members(one.person, make_individual("外人", station=station)) == ""


def test_forgotten(group):
    member = make_member(group, reason="听力不好")
    save_contract(group=group, rules="准时", promise="保密", agreed_on=today(), by=BY)
    sign_contract(member=member, way="ORAL", witness="网格员", by=BY)
    test = save_test(group=group, instrument="量表", lowest=0, highest=10, higher_is_better=True, by=BY)
    save_scores(test=test, scores={member.pk: ("1", "2")}, by=BY)
    assert blank_members(member.person) == 1
    member.refresh_from_db()
    assert (
        member.reason == ""
        and ContractSignature.objects.get().witness == ""
        and not GroupMember.objects.filter(scores__isnull=False).exists()
    )


def test_pages_behind_vouchers_only_for_whoever_may(group, station_head, neighbour_head):
    make_member(group)
    session = hold_session(make_session(group))
    hrefs = hrefs_of(GroupSession)
    assert hrefs([str(session.uuid)], station_head.actor) == {
        str(session.uuid): f"/activities/sessions/{session.uuid}/"
    }
    assert hrefs([str(session.uuid)], neighbour_head.actor) == {}
    assert SOURCES["activities.Group"].href(str(group.uuid), station_head.actor).endswith(f"{group.uuid}/")


def test_whoever_leads_is_called_by_the_office(group):
    session, member = make_session(group), make_member(group)
    ids = [member.person_id, group.leader.person_id]
    assert names_of(session.occasion, ids) == {group.leader.person_id: "陈社工（带组人）"}
