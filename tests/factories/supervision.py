"""Sessions and complaints written directly; planning and confirming are tested through the services."""

import datetime as dt
import uuid
from typing import Any

from liangzhan.access.roles import Role
from liangzhan.accounts.models import User
from liangzhan.staff.models import Complaint, EthicsDeclaration, SupervisionPart, SupervisionSession, Worker
from liangzhan.staff.queries.complaints import code_index
from liangzhan.staff.queries.supervision_people import homes
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from tests.factories.accounts import Person, make_person
from tests.factories.people import BY


def make_supervisor(division: Any, name: str = "吴督导") -> Person:
    """An area supervisor."""
    return make_person(name, Role.SUPERVISOR, division=division)


def make_session(workers: list[Worker], supervisor: User | None = None, **fields: Any) -> SupervisionSession:
    """A confirmed individual session of today, unless told; a peer session when there is no supervisor."""
    given: dict[str, Any] = {
        "form": "INDIVIDUAL" if supervisor else "PEER",
        "source": "INTERNAL" if supervisor else "",
        "supervisor_name": supervisor.display_name if supervisor else "",
        "held_on": today(),
        "starts": dt.time(14),
        "minutes": 60,
        "state": "CONFIRMED",
        "topics": ["CASE"],
        "issues": "讨论了甲的近况",
        "advice": "多听少说",
        **fields,
    }
    seats = homes(workers, today())
    first = seats[workers[0].pk]
    session = SupervisionSession.objects.create(
        supervisor=supervisor,
        station=first.station,
        division_code=first.division_code,
        state_since=given["held_on"],
        saved_by=BY,
        **given,
    )
    came = None if session.state == "PLANNED" else True
    for worker in workers:
        post = seats[worker.pk]
        SupervisionPart.objects.create(
            session=session,
            worker=worker,
            station=post.station,
            division_code=post.division_code,
            attended=came,
            counted_on=session.held_on if session.state == "CONFIRMED" else None,
            signed_at=None,
        )
    return session


def make_declaration(worker: Worker, **fields: Any) -> EthicsDeclaration:
    """A gift that was refused."""
    post = homes([worker], today())[worker.pk]
    given: dict[str, Any] = {
        "kind": "GIFT",
        "happened_on": today(),
        "party": "SERVED",
        "what": "一篮鸡蛋",
        "value": 5000,
        "disposal": "REFUSED",
        "declared_by": BY,
        **fields,
    }
    return EthicsDeclaration.objects.create(
        worker=worker, station=post.station, division_code=post.division_code, **given
    )


def make_complaint(station: Station, code: str = "ABCD-EFGH-JKMN", **fields: Any) -> Complaint:
    """A complaint at the street's desk."""
    given: dict[str, Any] = {
        "desk": "STREET",
        "about": "SERVICE",
        "way": "ONLINE",
        "text": "周三下午两次去都没有人",
        "complainer": "一位居民",
        "contact": "024-00000000",
        "received_on": today(),
        "acknowledge_due_on": today() + dt.timedelta(days=7),
        "state_since": today(),
        "received_by": BY,
        **fields,
    }
    return Complaint.objects.create(
        station=station,
        division_code=station.division_code,
        form_key=uuid.uuid4(),
        code_index=code_index(code),
        **given,
    )
