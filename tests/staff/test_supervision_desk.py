"""The desk, the own page, the register, the figures: what each reader sees, and how many queries it costs."""

import datetime as dt
import io

import pytest
from django.urls import reverse

from liangzhan.audit.models import Reading
from liangzhan.staff.checks import supervision as checks
from liangzhan.staff.models import AgreedAction, Post, SupervisionPart, Worker
from liangzhan.staff.panels import supervision as panels
from liangzhan.staff.queries.supervision import link_of, rating_of, roll_names_of, summary_of
from liangzhan.staff.queries.supervision_desk import quarter_from, quarters_back
from liangzhan.staff.queries.supervision_figures import confirmed_within, figures_of, totals
from liangzhan.staff.queries.supervision_minima import owed_by_worker, short_now
from liangzhan.staff.queries.supervision_people import unassigned
from liangzhan.staff.rules.supervision_minima import before, quarter_of
from liangzhan.staff.services import agenda, supervision_notes
from liangzhan.staff.supervision_ready import supervision_card
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import Layout, read_table
from tests.factories import divisions as places
from tests.factories.people import BY
from tests.factories.staff import make_colleague, make_post, make_worker
from tests.factories.supervision import make_session, make_supervisor
from tests.staff.supervised import plan

TODAY = today()


def page(person, name, **query):
    response = person.client.get(reverse(f"staff:{name}"), query)
    assert response.status_code == 200
    return response.content.decode()


def make_action(session, worker, **fields):
    post = Post.objects.filter(worker=worker).first()
    given = {"text": "回访两户", "due_on": TODAY, "state_since": TODAY, **fields}
    return AgreedAction.objects.create(
        session=session, worker=worker, station=post.station, division_code=post.division_code, **given
    )


class TestDesk:
    def test_my_workers_and_what_they_are_owed(self, ground):
        make_session([ground.worker_a], ground.supervisor.user)
        agenda.put_on_agenda(worker=ground.worker_a, voucher="a.B:1", reason="高风险个案", by=BY)
        plan(ground.supervisor, [ground.worker_b], held_on=TODAY + dt.timedelta(days=1))
        shown = page(ground.supervisor, "supervision-desk")
        for words in ("甲社工", "邻社工", "高风险个案", "已安排", "个别督导少 1 次"):
            assert words in shown
        boss = page(ground.boss, "supervision-desk")
        assert "甲社工" in boss and "邻社工" not in boss
        assert "没有由您督导的人员" in page(ground.a, "supervision-desk")

    def test_queries_do_not_grow(self, station):
        supervisor = make_supervisor(places.division(places.COUNTY))
        page(supervisor, "supervision-desk")
        counted = []
        for more in (1, 2):
            for _ in range(more):
                worker = make_worker("某工", station=station)
                make_session([worker], supervisor.user)
                make_session([worker], supervisor.user, state="HELD")
                agenda.put_on_agenda(worker=worker, voucher="a.B:1", reason="题", by=BY)
            page(supervisor, "supervision-desk")
            counted.append(supervisor.client.queries)
        assert counted == [19, 19]

    def test_home_leads_to_the_right_page(self, ground):
        home = reverse("staff:supervision-home")
        assert ground.supervisor.client.get(home).url == reverse("staff:supervision-desk")
        assert ground.boss.client.get(home).url == reverse("staff:supervision-desk")
        assert ground.a.client.get(home).url == reverse("staff:supervision-own")


class TestOwn:
    def test_what_is_mine(self, ground):
        held = make_session([ground.worker_a], ground.supervisor.user, state="HELD")
        make_action(held, ground.worker_a, text="我的行动")
        agenda.add_own_item(title="我的议题", note="细节", by=ground.a.actor)
        other = make_session([ground.worker_b], ground.supervisor.user)
        make_action(other, ground.worker_b, text="别人的行动")
        shown = page(ground.a, "supervision-own")
        for words in ("请您确认", "我的行动", "我的议题", "细节", "片区督导：吴督导"):
            assert words in shown
        assert "别人的行动" not in shown
        assert ground.a.client.queries <= 25

    def test_no_supervisor_is_a_flag_and_no_block(self, neighbour_station):
        lone, _ = make_colleague("独自一人", neighbour_station)
        shown = page(lone, "supervision-own")
        assert "您的站点还没有片区督导" in shown and "登记同辈或外部督导" in shown

    def test_an_account_without_a_worker(self, social_worker):
        assert "没有关联工作人员" in page(social_worker, "supervision-own")

    def test_emergencies_are_told(self, ground, county_officer):
        reason = "来访时说要结束自己的生命"
        supervision_notes.open_emergency(worker=ground.worker_a, reason=reason, by=county_officer.actor)
        shown = page(ground.a, "supervision-own")
        assert "王县 调阅了 甲社工 的督导保密记录" in shown and reason not in shown
        assert "王县 调阅了" not in page(ground.b, "supervision-own")


class TestRegister:
    def test_dates_and_actions_but_no_word_of_it(self, ground):
        row = make_session([ground.worker_a, ground.worker_near], ground.supervisor.user, form="GROUP")
        make_action(row, ground.worker_a, text="本站的行动")
        make_action(row, ground.worker_near, text="邻站的行动")
        shown = page(ground.boss, "supervision-register")
        for words in ("团体督导", "吴督导", "甲社工", "本站的行动"):
            assert words in shown
        for secret in ("讨论了甲的近况", "多听少说", "邻社工", "邻站的行动"):
            assert secret not in shown

    def test_neighbours_and_officers(self, ground, neighbour_head, county_officer):
        make_session([ground.worker_a], ground.supervisor.user)
        assert "甲社工" not in page(neighbour_head, "supervision-register")
        assert county_officer.client.get(reverse("staff:supervision-register")).status_code == 403

    def test_without_a_supervisor(self, neighbour_station, neighbour_head):
        assert f"{neighbour_station.name}还没有督导" in page(neighbour_head, "supervision-register")

    def test_queries_do_not_grow(self, ground):
        page(ground.boss, "supervision-register")
        counted = []
        for _ in (1, 2):
            make_session([ground.worker_a], ground.supervisor.user)
            make_action(make_session([ground.worker_b], ground.supervisor.user), ground.worker_b)
            page(ground.boss, "supervision-register")
            counted.append(ground.boss.client.queries)
        assert counted == [10, 10]


class TestFigures:
    def test_one_session_counts_once(self, ground, station, neighbour_station, county_officer, street_officer):
        make_session([ground.worker_a, ground.worker_b, ground.worker_near], ground.supervisor.user, form="GROUP")
        make_session([ground.worker_a], ground.supervisor.user, minutes=30)
        make_session([ground.worker_a], ground.supervisor.user, state="HELD")
        rows = figures_of([station, neighbour_station], TODAY, on=TODAY)
        assert [(one.sessions, one.minutes, one.individual, one.group) for one in rows] == [
            (2, 90, 1, 1),
            (1, 60, 0, 1),
        ]
        assert totals(county_officer.actor.scope, TODAY) == {"sessions": 2, "minutes": 90}
        assert [one.workers for one in rows] == [3, 1]

    def test_who_lacks(self, ground, station):
        last = quarter_of(before(quarter_of(TODAY)[0]))
        assert figures_of([station], last[0], on=TODAY)[0].short == 3
        for month in range(3):
            day = last[0].replace(month=last[0].month + month, day=15)
            make_session([ground.worker_a], ground.supervisor.user, held_on=day)
        make_session([ground.worker_a, ground.worker_b], ground.supervisor.user, held_on=last[0], form="GROUP")
        assert figures_of([station], last[0], on=TODAY)[0].short == 2

    def test_unassigned(self, station, neighbour_station, community):
        assert unassigned([station, neighbour_station], TODAY) == {station.pk, neighbour_station.pk}
        make_supervisor(community)
        assert unassigned([station, neighbour_station], TODAY) == {neighbour_station.pk}
        make_post(make_worker("督导岗"), neighbour_station, role="SUPERVISOR")
        assert unassigned([station, neighbour_station], TODAY) == set()

    def test_page_names_nobody(
        self, ground, county_officer, neighbour_county, committee_member, neighbour_committee, station
    ):
        make_session([ground.worker_a], ground.supervisor.user)
        for one in (county_officer, committee_member):
            shown = page(one, "supervision-figures")
            assert station.name in shown and "甲社工" not in shown and "讨论了" not in shown
        for one in (neighbour_county, neighbour_committee):
            assert station.name not in page(one, "supervision-figures")

    def test_filters(self, ground, county_officer, station, neighbour_station):
        shown = page(county_officer, "supervision-figures", text=station.name, quarter=quarters_back(TODAY)[1][0])
        assert station.name in shown and neighbour_station.name not in shown
        assert quarters_back(TODAY)[1][1] in shown
        assert quarter_from("2019-01-01", TODAY) == quarter_of(TODAY)[0]
        assert quarter_from("nonsense", TODAY) == quarter_of(TODAY)[0]

    def test_queries_do_not_grow(self, county_officer, station, neighbour_station, ground):
        page(county_officer, "supervision-figures")
        page(county_officer, "supervision-figures", text=station.name)
        one = county_officer.client.queries
        page(county_officer, "supervision-figures")
        assert (one, county_officer.client.queries) == (14, 14)

    def test_workbook(self, ground, county_officer, station):
        make_session([ground.worker_a], ground.supervisor.user)
        response = county_officer.client.get(reverse("staff:supervision-export"), {"text": station.name})
        from liangzhan.staff.exports.supervision import COLUMNS

        content = b"".join(response) if response.streaming else response.content
        table = read_table(io.BytesIO(content), Layout(COLUMNS), max_rows=50)
        assert (table.rows[0].values["station"], table.rows[0].values["sessions"]) == (station.name, 1)


class TestRating:
    def test_only_the_quarter_that_is_over(self, ground, station):
        start, end = quarter_of(before(quarter_of(TODAY)[0]))
        extra = make_worker("丙社工", station=station)
        workers = [ground.worker_a, ground.worker_b, extra]
        make_session(workers, ground.supervisor.user, form="GROUP")
        parts = SupervisionPart.objects.order_by("id")
        for part, score in zip(parts, (5, 4, 4), strict=True):
            SupervisionPart.objects.filter(pk=part.pk).update(feedback=score, feedback_on=TODAY)
        assert rating_of(ground.supervisor.actor, on=TODAY, least=3) == (start, end, None)
        SupervisionPart.objects.update(feedback_on=end)
        assert str(rating_of(ground.supervisor.actor, on=TODAY, least=3)[2]) == "4.3"
        assert rating_of(ground.supervisor.actor, on=TODAY, least=4)[2] is None
        assert rating_of(ground.boss.actor, on=TODAY, least=3)[2] is None
        assert "4.3 分" in page(ground.supervisor, "supervision-desk")


class TestPanels:
    def test_the_workers_desk(self, ground):
        held = make_session([ground.worker_a], ground.supervisor.user, state="HELD")
        late = make_action(held, ground.worker_a, due_on=TODAY - dt.timedelta(days=1))
        todo = panels.agreed_actions(ground.a.actor, TODAY)
        assert [(one.text, one.due_on, one.tone) for one in todo] == [("落实督导行动：回访两户", late.due_on, "miss")]
        assert [one.href for one in panels.records_to_confirm(ground.a.actor, TODAY)] == [
            reverse("staff:session-page", args=[held.pk])
        ]
        for one in (ground.b, ground.boss, ground.supervisor):
            assert panels.agreed_actions(one.actor, TODAY) == []
            assert panels.records_to_confirm(one.actor, TODAY) == []

    def test_the_supervisors_desk(self, ground):
        row = make_session([ground.worker_a], ground.supervisor.user)
        make_action(row, ground.worker_a, state="DONE")
        assert [one.text for one in panels.actions_waiting_for_a_look(ground.supervisor.actor, TODAY)] == [
            "核对甲社工的督导行动"
        ]
        assert panels.actions_waiting_for_a_look(ground.boss.actor, TODAY) == []
        assert [one.count for one in panels.workers_owed(ground.supervisor.actor, TODAY)] == [4]
        assert [one.count for one in panels.workers_owed(ground.boss.actor, TODAY)] == [2]
        assert panels.workers_owed(ground.a.actor, TODAY) == []

    def test_nobody_owed(self, ground):
        Post.objects.update(starts_on=TODAY)
        assert panels.workers_owed(ground.supervisor.actor, TODAY) == []

    def test_a_station_without_a_supervisor(self, neighbour_head, neighbour_station, ground):
        assert panels.stations_without_supervisor(neighbour_head.actor, TODAY) == []
        ground.supervisor.user.grants.update(valid_to=TODAY - dt.timedelta(days=1))
        assert len(panels.stations_without_supervisor(neighbour_head.actor, TODAY)) == 1
        assert panels.stations_without_supervisor(ground.a.actor, TODAY) == []


class TestEvidence:
    def test_supervision(self, ground, station):
        assert checks.supervision(station, TODAY).standing == "MISSING"
        make_session([ground.worker_a], ground.supervisor.user, state="HELD")
        assert checks.supervision(station, TODAY).standing == "MISSING"
        make_session([ground.worker_a], ground.supervisor.user, held_on=TODAY - dt.timedelta(days=91))
        assert checks.supervision(station, TODAY).standing == "MISSING"
        make_session([ground.worker_a], ground.supervisor.user, held_on=TODAY - dt.timedelta(days=90))
        found = checks.supervision(station, TODAY)
        assert (str(found.standing), "1 次" in found.text) == ("MET", True)
        assert confirmed_within(station, TODAY, TODAY) == (0, None)

    def test_nobody_in_post(self, station):
        assert checks.supervision(station, TODAY).standing == "NOT_APPLICABLE"
        assert checks.ethics(station, TODAY).standing == "NOT_APPLICABLE"

    def test_ethics(self, ground, station, monkeypatch):
        found = checks.ethics(station, TODAY)
        assert (str(found.standing), "还有 3 人没有签署" in found.text) == ("MISSING", True)
        monkeypatch.setattr("liangzhan.staff.queries.ethics.signed_ids", lambda people, kind, year: set(people))
        assert checks.ethics(station, TODAY).standing == "MET"


def test_card_and_calendar(ground):
    row = plan(ground.supervisor, [ground.worker_a], held_on=TODAY + dt.timedelta(days=1))
    done = make_session([ground.worker_a], ground.supervisor.user)
    make_action(done, ground.worker_a, due_on=TODAY - dt.timedelta(days=1))
    assert summary_of(ground.worker_a, TODAY) == (TODAY, TODAY + dt.timedelta(days=1), 1, 1)
    card = supervision_card(ground.worker_a, own=True, on=TODAY)
    assert (card.tone, card.lines[2]) == ("miss", "待落实行动 1 项，其中逾期 1 项")
    assert supervision_card(ground.worker_b, own=False, on=TODAY).tone == "none"
    assert link_of(row.occasion) == ("个别督导", reverse("staff:session-page", args=[row.pk]))
    person = ground.worker_a.person_id
    assert roll_names_of(row.occasion, [person]) == {person: "甲社工"}
    row.occasion.pk = 0
    assert link_of(row.occasion) is None


def test_the_numbers_are_those_of_the_place(ground, station, neighbour_station):
    people = [ground.worker_a, ground.worker_near]
    ids = [one.pk for one in people]
    assert set(owed_by_worker(ids, on=TODAY)) == set(ids)
    for key, value in (("supervision.individual.month", 0), ("supervision.group.quarter", 0)):
        Parameter.objects.create(
            key=key,
            area_code=station.division_code,
            value=value,
            valid_from=dt.date(2019, 1, 1),
            basis="示例",
            set_by=BY,
        )
    assert set(owed_by_worker(ids, on=TODAY)) == {ground.worker_near.pk}
    assert short_now(Worker.objects.filter(pk__in=ids), on=TODAY) == 1
    last = before(quarter_of(TODAY)[0])
    assert [one.short for one in figures_of([station, neighbour_station], last, on=TODAY)] == [0, 1]
    Parameter.objects.create(
        key="supervision.roles",
        area_code="21",
        value=["VS_KEEPER"],
        valid_from=dt.date(2019, 1, 1),
        basis="示例",
        set_by=BY,
    )
    assert owed_by_worker(ids, on=TODAY) == {}
    assert owed_by_worker([], on=TODAY) == {}


@pytest.fixture
def access(ground, county_officer):
    row = make_session([ground.worker_a], ground.supervisor.user)
    supervision_notes.write_note(session=row, text="保密的话", by=ground.a.actor)
    return row


def emergency(person, opening):
    """A deed that tells five kinds of people costs some queries."""
    with person.client.allow(40):
        return person.client.post(opening, {"reason": "来访时说要结束自己的生命"})


class TestEmergencyPages:
    def test_the_whole_way(self, access, ground, county_officer, street_officer):
        client = county_officer.client
        listed = client.get(reverse("staff:emergency-list"), {"name": "甲"}).content.decode()
        assert "甲社工" in listed
        opening = reverse("staff:emergency-open", args=[ground.worker_a.pk])
        assert "开放 4 小时" in client.get(opening).content.decode()
        answer = emergency(county_officer, opening)
        shown = client.get(answer.url).content.decode()
        assert "保密的话" in shown and "讨论了甲的近况" in shown
        assert Reading.objects.filter(page="staff:emergency-page", reason__startswith="紧急调阅").count() == 1
        review = answer.url + "review/"
        assert client.get(review).status_code == 404
        assert "来访时说" in street_officer.client.get(review).content.decode()
        assert [one.text for one in panels.emergencies_to_review(street_officer.actor, TODAY)]
        assert street_officer.client.post(review, {"justified": "yes", "review": "属实"}).status_code == 302
        assert panels.emergencies_to_review(street_officer.actor, TODAY) == []
        assert "符合" in page(street_officer, "review-list")

    def test_nobody_else_reads_under_it(self, access, ground, county_officer, neighbour_county):
        opening = reverse("staff:emergency-open", args=[ground.worker_a.pk])
        assert neighbour_county.client.get(opening).status_code == 404
        where = emergency(county_officer, opening).url
        colleague = make_supervisor(places.division(places.COUNTY), "同事")
        assert colleague.client.get(where).status_code == 403
        assert neighbour_county.client.get(where).status_code == 404

    def test_over(self, access, ground, county_officer, monkeypatch):
        opening = reverse("staff:emergency-open", args=[ground.worker_a.pk])
        where = emergency(county_officer, opening).url
        from liangzhan.staff.models import EmergencyAccess
        from liangzhan.toolkit.periods import moment

        later = moment() - dt.timedelta(hours=5)
        EmergencyAccess.objects.update(opened_at=later, closes_at=later + dt.timedelta(hours=4))
        assert county_officer.client.get(where).status_code == 404
