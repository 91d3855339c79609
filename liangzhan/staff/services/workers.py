"""A person becomes a worker; what the office knows of the worker."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.audit.services import recorded
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Person
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.register import link_user, register_person, unlink_user
from liangzhan.staff.choices import StaffEvent
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.workers import account_of, linkable_users
from liangzhan.staff.rules.workers import WorkerFacts, worker_problem
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

LONGEST = 40


@recorded(StaffEvent.WORKER_SAVED, keep=["station"])
def register_worker(*, person: PersonFacts, about: WorkerFacts, station: Station, by: Actor) -> Worker:
    """The worker who is this person, registered now or long ago; what is known stays, only empty places are filled.

    Registers the person and opens the tie of a colleague. Raises RuleBroken naming the field.
    """
    if not person.name.strip():
        raise RuleBroken("请填写姓名。", field="name")
    known = register_person(facts=person, station=station, tie=TieKind.STAFF, by=by)
    return worker_for(person=known, name=known.name, about=about, by=by)


@recorded(StaffEvent.WORKER_SAVED)
def worker_for(*, person: Person, name: str, about: WorkerFacts, by: Actor) -> Worker:
    """The worker of a registered person, made when there is none."""
    _insist(about)
    given = {**_columns(about), "display_name": name[:LONGEST], "saved_by": by}
    worker, made = Worker.objects.get_or_create(person=person, defaults=given)
    if not made:
        empty = {field: value for field, value in _columns(about).items() if value and not getattr(worker, field)}
        _write(worker, empty)
    return worker


@recorded(StaffEvent.WORKER_SAVED)
def save_worker(*, worker: Worker, about: WorkerFacts, by: Actor) -> Worker:
    """Change what the office knows of a worker: where from, employer, office phone, contract."""
    _insist(about)
    return _write(worker, {**_columns(about), "saved_by": by})


@recorded(StaffEvent.ACCOUNT_LINKED)
def link_account(*, worker: Worker, user: User, by: Actor) -> Worker:
    """The account belongs to this worker: what is done at sign-in becomes the worker's own. Only accounts of the stations."""
    if not linkable_users(worker, today()).filter(pk=user.pk).exists():
        raise RuleBroken("只能关联本站的账户，并且这个账户还没有关联人员。", field="user")
    link_user(user=user, person=worker.person, by=by)
    return worker


@recorded(StaffEvent.ACCOUNT_UNLINKED)
def unlink_account(*, worker: Worker, by: Actor) -> Worker:
    """The account was linked to the wrong person, or passes to somebody else: it belongs to nobody again.

    Raises RuleBroken when none is linked, and for one's own account: one would lock oneself out of one's own records.
    """
    user = account_of(worker)
    if user is None:
        raise RuleBroken("还没有关联账户，不用解除。")
    if user.uuid == by.uuid:
        raise RuleBroken("不能解除自己的账户。请由街道（乡镇）或另一位站长办理。")
    unlink_user(user=user, by=by)
    return worker


def _insist(about: WorkerFacts) -> None:
    field, problem = worker_problem(about)
    if problem:
        raise RuleBroken(problem, field=field)


def _columns(about: WorkerFacts) -> dict[str, Any]:
    return {**vars(about), "employer": about.employer.strip(), "office_phone": about.office_phone.strip()}


def _write(worker: Worker, changed: dict[str, Any]) -> Worker:
    for field, value in changed.items():
        setattr(worker, field, value)
    if changed:
        worker.save(update_fields=list(changed))
    return worker
