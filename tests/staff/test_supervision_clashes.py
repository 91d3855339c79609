"""Two at the same moment, on two real connections: the last signatures, one item of the agenda, one complaint."""

import threading
import uuid

import pytest
from django.db import connection, connections

from liangzhan.accounts.models import User
from liangzhan.accounts.queries import actor_of
from liangzhan.staff.models import AgendaItem, Complaint, SupervisionPart, SupervisionSession
from liangzhan.staff.services.agenda import put_on_agenda
from liangzhan.staff.services.complaints import receive_complaint
from liangzhan.staff.services.supervision_notes import open_emergency, review_emergency
from liangzhan.staff.services.supervision_signing import sign_session
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories import divisions as places
from tests.factories.accounts import make_person
from tests.factories.people import BY
from tests.factories.staff import make_colleague
from tests.factories.stations import make_site, make_station
from tests.factories.supervision import make_session, make_supervisor


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
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    return sorted(answers)


@pytest.fixture
def place(committed_db):
    community = places.communities(places.COUNTY[:6])[0]
    station = make_station(make_site(community))
    people = [make_colleague(name, station) for name in ("甲社工", "乙社工")]
    yield station, people
    connection.close()


def test_the_last_two_signatures(place):
    _, people = place
    supervisor = make_supervisor(places.division(places.COUNTY))
    workers = [worker for _, worker in people]
    row = make_session(workers, supervisor.user, form="GROUP", state="HELD")
    actors = [person.actor for person, _ in people]
    held = SupervisionSession.objects.get(pk=row.pk)
    assert at_once(*[lambda by=by: sign_session(session=held, by=by) for by in actors]) == ["done", "done"]
    assert SupervisionPart.objects.filter(session=row, signed_at__isnull=False).count() == 2
    assert SupervisionSession.objects.get(pk=row.pk).state == "CONFIRMED"


def test_one_item_for_the_same_work(place):
    _, people = place
    worker = people[0][1]
    given = {"worker": worker, "voucher": "casework.Case:1", "reason": "高风险", "by": BY}
    assert at_once(*[lambda: put_on_agenda(**given)] * 3) == ["done", "done", "done"]
    assert AgendaItem.objects.count() == 1


def test_a_form_sent_twice(place):
    station, _ = place
    key = uuid.uuid4()
    given = {"station": station, "about": "SERVICE", "text": "周三下午两次去都没有人", "form_key": key, "by": BY}
    answers = at_once(*[lambda: receive_complaint(**given)] * 2)
    assert [one[:6] for one in answers] == ["done", "这份投诉已经"]
    assert Complaint.objects.count() == 1


def test_two_reviewers(place):
    station, people = place
    county = make_person("王县", "COUNTY", division=places.division(places.COUNTY))
    access = open_emergency(worker=people[0][1], reason="来访时说要结束自己的生命", by=county.actor)
    street = places.street_of(station.site.division)
    reviewers = [make_person(name, "STREET", division=street).user for name in ("赵街道", "钱街道")]
    actors = [actor_of(User.objects.get(pk=one.pk), on=today()) for one in reviewers]
    given = {"access": access, "justified": True, "review": "属实"}
    answers = at_once(*[lambda by=by: review_emergency(by=by, **given) for by in actors])
    assert answers == ["done", "这次紧急调阅已经复核。"]
