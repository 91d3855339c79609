"""The supervisor's page: cases under nicknames, no identity whatever stands in the papers; opinions; approval."""

import uuid

import pytest
from django.urls import reverse

from liangzhan.audit.models import Reading
from liangzhan.casework.models import Case, Opinion
from liangzhan.casework.services.flags import flag_case
from tests.casework.land import send
from tests.factories import divisions as places
from tests.factories.casework import make_case, make_plan
from tests.factories.casework_later import make_closing, make_formal, make_opinion
from tests.factories.people import make_card, make_individual, resident_number
from tests.factories.staff import make_colleague
from tests.factories.supervision import make_supervisor

LIST = "casework:advised-list"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def named(land, station):
    """The client's name, number, phone and address stand in the papers, as a careless worker writes."""
    client = land.case.person
    client.cards.all().delete()
    make_card(client, station, id_number=resident_number(serial=7), mobile="13900000000", address="工农街1号")
    contact = land.case.contacts.get(seq=1)
    contact.content = f"王小明（王大爷，电话13900000000，住工农街1号，证件{resident_number(serial=7)}）说老王很好"
    contact.save()
    land.case.nickname = "桂花"
    land.case.save()
    return land


class TestList:
    def test_under_a_nickname(self, named):
        page = text(named.supervisor.client.get(reverse(LIST)))
        assert "桂花" in page
        assert "计划" in page
        for hidden in ("王小明", named.case.number):
            assert hidden not in page

    @pytest.mark.parametrize("rows", [1, 3])
    def test_asks_the_same_for_one_and_three(self, land, station, rows):
        for _ in range(rows - 1):
            make_formal(station, land.other_worker, make_individual("另一人", station=station, tie="CLIENT"))
        client = land.supervisor.client
        client.get(reverse(LIST))
        assert client.queries == 11

    def test_what_has_an_opinion_waits_no_more(self, land):
        make_opinion(land.case, paper_uuid=land.case.plans.get().uuid)
        client = land.supervisor.client
        assert "没有等待意见的个案" in text(client.get(reverse(LIST)))
        assert "甲社工" in text(client.get(reverse(LIST), {"show": "all"}))
        make_plan(land.case, version=2)
        assert "甲社工" in text(client.get(reverse(LIST)))

    def test_sealed_and_other_areas_are_not_there(self, land, station):
        Case.objects.filter(pk=land.case.pk).update(sealed=True)
        assert "甲社工" not in text(land.supervisor.client.get(reverse(LIST), {"show": "all"}))
        Case.objects.filter(pk=land.case.pk).update(sealed=False)
        far = make_supervisor(places.division(places.NEIGHBOUR_COUNTY), "邻督导")
        assert "甲社工" not in text(far.client.get(reverse(LIST), {"show": "all"}))


class TestCase:
    def page(self, land):
        return reverse("casework:advised-case", args=[land.case.pk])

    def test_without_any_identity_and_on_record(self, named):
        client = named.supervisor.client
        page = text(client.get(self.page(named)))
        assert "桂花（桂花，电话（号码略），住（住址略），证件（号码略））说桂花很好" in page
        for hidden in ("王小明", "王大爷", "老王", "13900000000", "工农街", named.case.number):
            assert hidden not in page
        assert client.queries <= 25
        assert Reading.objects.filter(page="casework:advised-case", object_ids=[str(named.case.uuid)]).exists()

    def test_who_does_not_reach_it(self, land):
        far = make_supervisor(places.division(places.NEIGHBOUR_COUNTY), "邻督导")
        assert far.client.get(self.page(land)).status_code == 404
        for who in (land.worker, land.head):
            assert who.client.get(self.page(land)).status_code == 403
        assert land.supervisor.client.get(reverse("casework:case-page", args=[land.case.pk])).status_code == 403
        Case.objects.filter(pk=land.case.pk).update(sealed=True)
        assert land.supervisor.client.get(self.page(land)).status_code == 404

    def test_an_opinion_is_given_once(self, land):
        address = reverse("casework:advised-opinion", args=[land.case.pk])
        given = {"about": "PLAN", "agrees": "no", "text": "目标再具体些", "form_key": str(uuid.uuid4())}
        for _ in range(2):
            send(land.supervisor.client, address, given)
        opinion = Opinion.objects.get()
        assert (opinion.agrees, opinion.saved_by.label) == (False, land.supervisor.actor.label)
        assert "目标再具体些" in text(land.worker.client.get(reverse("casework:case-page", args=[land.case.pk])))

    def test_approves_where_the_head_is_the_worker(self, land, neighbour_station):
        head, worker = make_colleague("独站长", neighbour_station, "STATION_HEAD")
        case = make_formal(neighbour_station, worker)
        make_closing(case, saved_by=head.actor)
        client = land.supervisor.client
        assert "批准结案" in text(client.get(reverse("casework:advised-case", args=[case.pk])))
        send(client, reverse("casework:advised-return", args=[case.pk]), {"reason": "请写遗留问题"})
        assert case.closings.get().returned_reason == "请写遗留问题"
        case.closings.all().delete()
        make_closing(case, saved_by=head.actor)
        send(client, reverse("casework:advised-approve", args=[case.pk]), {"note": "同意"})
        assert Case.objects.get(pk=case.pk).closed_on is not None

    def test_not_where_a_head_is_there(self, land):
        make_closing(land.case, saved_by=land.worker.actor)
        client = land.supervisor.client
        assert "批准结案" not in text(client.get(reverse("casework:advised-case", args=[land.case.pk])))
        answer = send(client, reverse("casework:advised-approve", args=[land.case.pk]), {"note": ""})
        assert answer.status_code == 422
        assert (
            client.get(reverse("casework:advised-approve", args=[make_case(land.case.station).pk])).status_code == 200
        )


def test_the_agenda_opens_the_case(land):
    """Each reader comes to the page that is for him; a colleague to none."""
    item = flag_case(case=land.case, reason="LATE", by=land.head.actor)
    address = reverse("staff:agenda-open", args=[item.pk])
    assert address in text(land.supervisor.client.get(reverse("staff:supervision-desk")))
    for who, name in ((land.supervisor, "advised-case"), (land.worker, "case-page"), (land.head, "case-page")):
        assert who.client.get(address).url == reverse(f"casework:{name}", args=[land.case.pk])
    for who in (land.other, land.near):
        assert who.client.get(address).status_code == 404
    Case.objects.filter(pk=land.case.pk).update(sealed=True)
    assert land.supervisor.client.get(address).status_code == 404
