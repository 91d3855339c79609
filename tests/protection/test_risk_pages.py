"""Pages of risks and crises (C-10): from the person's page to the end, who reads, what is due."""

import uuid

import pytest
from django.urls import reverse

from liangzhan.audit.models import Event, Reading
from liangzhan.audit.sealed import deeds_about
from liangzhan.casework.models import Case, CaseMember
from liangzhan.notices.models import Notice
from liangzhan.protection.models import Crisis, Risk
from liangzhan.toolkit.periods import moment, today
from tests.factories.accounts import make_person
from tests.factories.people import make_individual
from tests.factories.protection import make_crisis, make_risk
from tests.factories.staff import make_colleague
from tests.protection.test_report_pages import DESK, minute, send, text_of

LIST = reverse("protection:risk-list")


def at(name, row):
    return reverse(f"protection:{name}", args=[row.uuid])


@pytest.fixture
def colleague(station):
    return make_colleague("孙社工", station)


@pytest.fixture
def client_person(station):
    return make_individual("王小明", station=station, tie="CLIENT")


def test_a_crisis_from_first_tap_to_end(station, colleague, client_person):
    reader, worker = colleague
    now = minute(moment())
    add = reverse("protection:crisis-add", args=[client_person.uuid])
    assert 'href="tel:110"' in text_of(reader.client.get(add))
    given = {
        "station": station.pk,
        "found_at": now,
        "how_found": "上门探访",
        "level": "4",
        "domains": ["SUICIDE_SELF_HARM"],
        "facts_observed": "说不想活了",
        "form_key": str(uuid.uuid4()),
    }
    wrong = send(reader, add, {**given, "facts_observed": ""})
    assert wrong.status_code == 422 and "亲眼所见，或他人所述" in text_of(wrong)
    wrong = send(reader, add, {**given, "found_at": "2099-01-01T08:00"})
    assert "不能晚于现在" in text_of(wrong)
    first = send(reader, add, given, most=120)
    assert send(reader, add, given, most=120)["Location"] == first["Location"]
    crisis = Crisis.objects.get()
    page = text_of(reader.client.get(at("crisis-page", crisis)))
    assert "王小明" in page and "说不想活了" in page and "告知督导" in page and "tel:110" in page
    told = {"who": "SUPERVISOR", "at": now, "name": "", "reply": "马上到"}
    assert send(reader, at("crisis-inform", crisis), told).status_code == 302
    assert (
        send(reader, at("crisis-measure", crisis), {"text": "陪同就医", "at": now, "contact": "on"}).status_code == 302
    )
    ended = {"outcome": "已住院", "review_on": "", "safety_plan": ""}
    bad = send(reader, at("crisis-close", crisis), ended)
    assert "要先有安全计划" in text_of(bad) and "已住院" in text_of(bad)
    assert send(reader, at("crisis-plan", crisis), {"safety_plan": "家人陪护"}).status_code == 302
    assert "要定复查日期" in text_of(send(reader, at("crisis-close", crisis), {**ended, "safety_plan": "家人陪护"}))
    whole = {"outcome": "已住院", "review_on": "2099-01-01", "safety_plan": "家人陪护", "level_after": "2"}
    assert send(reader, at("crisis-close", crisis), whole).status_code == 302
    page = text_of(reader.client.get(at("crisis-page", crisis)))
    assert "已结束" in page and "陪同就医" in page and "马上到" in page and "处置措施</a>" not in page
    assert Risk.objects.get().level == "2"
    assert Reading.objects.filter(page="protection:crisis-page", shown_class="P4").count() == 2


def test_a_risk_is_judged_raised_lowered(station, colleague, client_person):
    reader, _ = colleague
    add = reverse("protection:risk-add", args=[client_person.uuid])
    given = {"station": station.pk, "level": "2", "domains": ["HEALTH"], "facts": "两天没吃饭"}
    assert send(reader, add, {**given, "domains": []}).status_code == 422
    assert send(reader, add, given).status_code == 302
    risk = Risk.objects.get()
    page = text_of(reader.client.get(at("risk-page", risk)))
    assert "两天没吃饭" in page and "还没有督导" in page
    step = {"kind": "CONTACT", "at": minute(moment()), "text": "电话问候"}
    assert send(reader, at("risk-step", risk), step).status_code == 302
    assert "不能晚于现在" in text_of(send(reader, at("risk-step", risk), {**step, "at": "2099-01-01T08:00"}))
    raised = {"level": "3", "domains": ["HEALTH"], "facts": "又摔倒"}
    assert send(reader, at("risk-raise", risk), raised).status_code == 302
    assert "更低的等级" in text_of(send(reader, at("risk-lower", risk), {"level": "3", "reason": "好"}))
    assert send(reader, at("risk-lower", risk), {"level": "1", "reason": "家人接走"}).status_code == 302
    assert "解除" in text_of(reader.client.get(at("risk-page", risk)))


def test_who_opens_them(station, station_head, neighbour_head, street_officer, committee_member, colleague):
    reader, _ = colleague
    crisis = make_crisis(station, reader.actor)
    sealed = make_risk(station, reader.actor, sealed=True)
    other, _ = make_colleague("吴社工", station)
    supervisor = make_person("督导", "SUPERVISOR", division=station.site.division)
    pages = [at("crisis-page", crisis), at("risk-page", crisis.risk)]
    forms = [at(f"crisis-{name}", crisis) for name in ("inform", "measure", "plan", "close")]
    forms += [at(f"risk-{name}", crisis.risk) for name in ("step", "raise", "lower")]
    for one in (neighbour_head, other):
        assert {one.client.get(address).status_code for address in [*pages, *forms]} == {404}
    for one in (street_officer, committee_member):
        assert {one.client.get(address).status_code for address in [*pages, *forms]} == {403}
    for one in (reader, station_head):
        assert {one.client.get(address).status_code for address in [*pages, *forms]} == {200}
    assert {supervisor.client.get(address).status_code for address in pages} == {200}
    assert {supervisor.client.get(address).status_code for address in forms} == {403}
    nameless = text_of(supervisor.client.get(pages[0]))
    assert "不显示姓名" in nameless and "王某某" not in nameless
    assert station_head.client.get(at("risk-page", sealed)).status_code == 404
    stranger = make_individual("陌生人")
    for name in ("risk-add", "crisis-add"):
        address = reverse(f"protection:{name}", args=[stranger.uuid])
        assert reader.client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list(station, neighbour_station, station_head, neighbour_head, colleague, count):
    for _ in range(count):
        make_crisis(station, colleague[0].actor, "4")
    make_risk(
        neighbour_station,
        neighbour_head.actor,
        person=make_individual("李某某", station=neighbour_station, tie="CLIENT"),
    )
    page = text_of(station_head.client.get(LIST))
    assert page.count("王某某") == count and "李某某" not in page
    assert "1 件未结束" in page
    assert station_head.client.queries == LIST_QUERIES
    empty = make_person("新社工", "SOCIAL_WORKER", station=station)
    assert "没有未解除的风险" in text_of(empty.client.get(LIST))


LIST_QUERIES = 13


def test_the_desk_shows_what_is_due(station, station_head, colleague):
    make_risk(station, colleague[0].actor, "4")
    for one in (colleague[0], station_head):
        assert "一项紧急危险（红）" in text_of(one.client.get(DESK))


class TestFromACase:
    """A crisis that comes from a case: whose team works on it, and, when the case is sealed, nobody else."""

    @pytest.fixture
    def case(self, station, colleague, client_person):
        held = Case.objects.create(
            station=station,
            division_code=station.division_code,
            person=client_person,
            source="SELF",
            opened_on=today(),
            state_since=today(),
            opened_by=colleague[0].actor,
        )
        CaseMember.objects.create(
            case=held, worker=colleague[1], role="LEAD", since_on=today(), added_by=colleague[0].actor
        )
        return held

    def given(self, station):
        return {
            "station": station.pk,
            "found_at": minute(moment()),
            "how_found": "面谈",
            "level": "3",
            "domains": ["DOMESTIC_VIOLENCE"],
            "facts_told": "本人说被打",
        }

    def test_it_names_the_case_and_its_team(self, station, station_head, colleague, client_person, case):
        helper, worker = make_colleague("吴社工", station)
        CaseMember.objects.create(case=case, worker=worker, role="MEMBER", since_on=today(), added_by=helper.actor)
        address = f"{reverse('protection:crisis-add', args=[client_person.uuid])}?origin={case.voucher}"
        assert send(colleague[0], address, self.given(station), most=140).status_code == 302
        crisis = Crisis.objects.get()
        assert (crisis.voucher, crisis.worker, crisis.sealed) == (case.voucher, colleague[1], False)
        for one in (helper, station_head):
            assert one.client.get(at("crisis-page", crisis)).status_code == 200
        stranger, _ = make_colleague("郑社工", station)
        assert stranger.client.get(address).status_code == 404
        assert stranger.client.get(at("crisis-page", crisis)).status_code == 404
        elsewhere = make_individual("李某", station=station, tie="CLIENT")
        wrong = f"{reverse('protection:risk-add', args=[elsewhere.uuid])}?origin={case.voucher}"
        assert colleague[0].client.get(wrong).status_code == 404
        assert colleague[0].client.get(f"{wrong[:-3]}xyz").status_code == 404

    def test_of_a_sealed_case_nothing_is_seen(self, station, station_head, colleague, client_person, case):
        Case.objects.filter(pk=case.pk).update(sealed=True)
        events, readings, notices = Event.objects.count(), Reading.objects.count(), Notice.objects.count()
        address = f"{reverse('protection:crisis-add', args=[client_person.uuid])}?origin={case.voucher}"
        assert send(colleague[0], address, self.given(station), most=140).status_code == 302
        crisis = Crisis.objects.get()
        assert crisis.sealed
        assert colleague[0].client.get(at("crisis-page", crisis)).status_code == 200
        assert colleague[0].client.get(LIST).status_code == 200
        assert station_head.client.get(at("crisis-page", crisis)).status_code == 404
        assert (Event.objects.count(), Reading.objects.count()) == (events, readings)
        assert Notice.objects.exclude(recipient=colleague[0].user).count() == notices
        told = [one.get("page") or one.get("name") for one in deeds_about(case.uuid)]
        assert "crisis.opened" in told and "protection:crisis-page" in told and "protection:risk-list" in told
