"""Pages of sealed cases, from opening on a commission to the review of an emergency."""

import uuid

from django.urls import reverse

from liangzhan.audit.models import Event, Reading
from liangzhan.casework.models import Case, EmergencyAccess
from liangzhan.toolkit.periods import today
from tests.casework.test_services_sealed import REASON, opened


def text(response):
    return response.content.decode()


def page(name, *args):
    return reverse(f"casework:{name}", args=args)


def given(ground, **changed):
    day = today().isoformat()
    fields = {
        "kind": "CORRECTION", "body": "某司法所", "number": "示例1号", "from_on": day, "to_on": day, "form_key": uuid.uuid4(),
        "alias": "小李", "name": "李某", "sex": "2", "station": ground.station.pk, "on": day, "source": "POLICE_JUSTICE",
        "problem": "示例问题", "urgency": "1",
    }  # fmt: skip
    return {**fields, **changed}


class TestOpen:
    def test_by_the_worker(self, ground):
        client = ground.a.client
        assert "只有个案团队" in text(client.get(page("sealed-open")))
        with client.allow(150):
            answer = client.post(page("sealed-open"), given(ground))
        case = Case.objects.get()
        assert answer.url == page("case-page", case.pk)
        shown = text(client.get(answer.url))
        assert [words in shown for words in ("限制查阅", "小李", "李某", "某司法所", "示例1号", case.number)] == [
            True
        ] * 6
        assert "服务对象的人员资料" not in shown
        assert client.queries <= 25
        listed = text(client.get(page("case-list")))
        assert "小李" in listed
        assert "李某" not in listed
        assert (Event.objects.filter(name__startswith="sealed").count(), Reading.objects.count()) == (0, 0)

    def test_refused_at_its_field(self, ground):
        answer = ground.a.client.post(page("sealed-open"), given(ground, to_on="2020-01-01"))
        assert (answer.status_code, Case.objects.count()) == (422, 0)
        assert "委托期" in text(answer)

    def test_not_for_a_keeper(self, keeper_of_ground):
        assert keeper_of_ground.client.get(page("sealed-open")).status_code == 403


class TestOfTheCase:
    def test_person_and_commissions(self, ground):
        case, client = opened(ground), ground.a.client
        assert "小李" in text(client.get(page("sealed-client", case.pk)))
        with client.allow(60):
            client.post(page("sealed-client", case.pk), {"alias": "小王", "sex": "2"})
        day = today().isoformat()
        more = {
            "kind": "REHAB",
            "body": "禁毒办",
            "number": "2",
            "from_on": day,
            "to_on": day,
            "form_key": uuid.uuid4(),
        }
        with client.allow(60):
            client.post(page("commission-add", case.pk), more)
        first = case.commissions.order_by("from_on").first()
        client.post(page("commission-end", case.pk, first.pk), {"on": day})
        shown = text(client.get(page("case-page", case.pk)))
        assert [words in shown for words in ("小王", "禁毒办", "社区戒毒")] == [True] * 3
        assert client.get(page("commission-end", case.pk, 1)).status_code == 200
        assert client.post(page("commission-end", case.pk, 1), {"on": day}).status_code == 404

    def test_not_there_for_others_nor_for_an_ordinary_case(self, ground):
        case, ordinary = opened(ground), ground.case()
        for reader in (ground.b, ground.near):
            for name in ("sealed-client", "commission-add", "case-page"):
                assert reader.client.get(page(name, case.pk)).status_code == 404
        assert ground.a.client.get(page("sealed-client", ordinary.pk)).status_code == 404


class TestEmergency:
    def test_from_asking_to_the_review(self, ground, street_officer, neighbour_county):
        case = opened(ground)
        client = ground.b.client
        wrong = client.post(page("emergency-open"), {"station": ground.station.pk, "number": "x", "reason": REASON})
        assert "没有查到" in text(wrong)
        with client.allow(60):
            client.post(page("emergency-open"), {"station": ground.station.pk, "number": case.number, "reason": REASON})
        assert case.number in text(client.get(page("case-page", case.pk)))
        access = EmergencyAccess.objects.get()
        officer = street_officer.client
        assert "待复核" in text(officer.get(page("emergency-list")))
        officer.get(page("emergency-list"))
        first = officer.queries
        review = text(officer.get(page("emergency-review", access.pk)))
        assert REASON in review
        assert [words in review for words in (case.number, "小李")] == [False, False]
        with officer.allow(60):
            officer.post(page("emergency-review", access.pk), {"justified": "True", "review": "情况属实"})
        assert "符合" in text(officer.get(page("emergency-list")))
        assert neighbour_county.client.get(page("emergency-review", access.pk)).status_code == 404
        assert "没有紧急调阅" in text(neighbour_county.client.get(page("emergency-list")))
        for number in range(2):
            EmergencyAccess.objects.create(
                case=case, station=case.station, division_code=case.division_code, user_uuid=uuid.UUID(int=number),
                reason=REASON, opened_at=access.opened_at, opened_by=access.opened_by, closes_at=access.closes_at,
                review_due_on=today(),
            )  # fmt: skip
        officer.get(page("emergency-list"))  # a first sight settles what the sign-in left
        officer.get(page("emergency-list"))
        assert officer.queries == first
