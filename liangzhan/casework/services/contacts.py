"""C-05: recorded once; the ledger, the worker's field time and the count of contacts follow by themselves."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from uuid import UUID

from django.db.models import Max

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent
from liangzhan.casework.formal import refresh_formal
from liangzhan.casework.models import Case, Contact, EarlierContact
from liangzhan.casework.opened import begin, check_team, own_worker, sent_before
from liangzhan.casework.posting import post_contact
from liangzhan.casework.queries.contacts import clash_of, snapshot
from liangzhan.casework.queries.sealing import spans_of
from liangzhan.casework.queries.vouchers import category_on, contact_voucher
from liangzhan.casework.rules.contacts import OUTSIDE, ContactFacts, Ground, contact_problems
from liangzhan.casework.rules.phases import Standing
from liangzhan.casework.rules.sealing import gate_problem
from liangzhan.casework.settings import earliest_day
from liangzhan.documents.queries.locking import record_locked
from liangzhan.staff.models import Worker
from liangzhan.staff.services.field_time import record_field_time, withdraw_field_time
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today


@recorded(CaseEvent.CONTACT)
def save_contact(
    *, case: Case, facts: ContactFacts, by: Actor, form_key: UUID | None = None, worker: Worker | None = None
) -> Contact:
    """Keep a contact. It is posted to the ledger, a home visit or 陪同 becomes field time of the worker, and with the
    last missing contact the case becomes a formal one. Sent again, it answers the same record and writes nothing.

    Raises RuleBroken naming the field, for an overlap with another contact of the same worker naming that one.
    """
    case, now = begin(case, "closing" if facts.despite else "record")
    if found := sent_before(Contact, form_key, case=case):
        return found
    who = _own(by, worker)
    check_team(who, case)
    _check(case, now, facts, who, by)
    seq = (Contact.objects.filter(case=case).aggregate(last=Max("seq"))["last"] or 0) + 1
    contact = Contact(case=case, worker=who, seq=seq, form_key=form_key)
    _write(contact, facts, by)
    refresh_formal(case, by=by)
    return contact


@recorded(CaseEvent.CONTACT_CORRECTED)
def correct_contact(*, contact: Contact, facts: ContactFacts, by: Actor, reason: str = "") -> Contact:
    """Put a mistake right until the record is locked: the old version stays readable, the ledger counts the new one.

    Only who recorded it corrects it. Raises RuleBroken naming the field.
    """
    case, now = begin(contact.case, "closing")
    row = Contact.objects.select_for_update(of=("self",)).select_related("worker__person").get(pk=contact.pk)
    if not by.unlimited and row.worker.person.uuid != by.person_uuid:
        raise RuleBroken("过程记录由记录人本人更正。")
    if record_locked(row.on, case.division_code, today=today()):
        raise RuleBroken("记录已经锁定，不能更正，请用“补充”写明。")
    row.case = case
    _check(case, now, facts, row.worker, by, besides=row.pk)
    EarlierContact.objects.create(
        contact=row,
        version=row.version,
        was=json.dumps(snapshot(row), ensure_ascii=False),
        reason=reason.strip(),
        replaced_at=moment(),
        replaced_by=by,
    )
    row.version += 1
    _write(row, facts, by, reason="更正过程记录")
    return row


def _own(by: Actor, worker: Worker | None) -> Worker:
    """The worker, locked: of two records of one worker the second sees the first."""
    found = own_worker(by, worker)
    return Worker.objects.select_for_update(of=("self",)).select_related("person").get(pk=found.pk)


def _check(
    case: Case, now: Standing, facts: ContactFacts, worker: Worker, by: Actor, besides: int | None = None
) -> None:
    oldest = dt.date.min if by.unlimited else earliest_day(case.division_code)
    accepted = case.accepted_on or case.opened_on
    ground = Ground(accepted, moment(), oldest, withdrawn_on=now.withdrawn_on, sealed=case.sealed)
    for field, sentence in contact_problems(facts, ground).items():
        raise RuleBroken(sentence, field=field)
    if case.sealed and (problem := gate_problem(spans_of(case), facts.on)):
        raise RuleBroken(problem, field="on")
    if problem := clash_of(worker, facts.starts_at, facts.ends_at, case=case, besides=besides):
        raise RuleBroken(problem, field="starts")


def _write(contact: Contact, facts: ContactFacts, by: Actor, reason: str = "") -> None:
    case = contact.case
    for name, value in asdict(facts).items():
        setattr(contact, name, value.strip() if isinstance(value, str) else value)
    contact.on, contact.minutes, contact.saved_by = facts.on, facts.minutes, by
    contact.category = category_on(case, facts.on)
    contact.counted_person = case.person_id if facts.with_client else None
    contact.counted_worker = contact.worker.person_id
    contact.save()
    post_contact(contact, by=by, reason=reason)
    if facts.mode in OUTSIDE:
        record_field_time(
            worker=contact.worker,
            station=case.station,
            starts_at=facts.starts_at,
            ends_at=facts.ends_at,
            voucher=contact_voucher(contact),
            sealed=case.sealed,
            by=by,
        )
    else:
        withdraw_field_time(voucher=contact_voucher(contact), by=by)
