"""A closed case goes into the register of files of its station, and comes back when it is reopened.

Called by the services of closing and reopening in their own transaction.
"""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.sealed import sealed_deeds
from liangzhan.casework.models import Case
from liangzhan.casework.queries.folder import TITLE, lead_of
from liangzhan.documents.choices import ArchiveKind
from liangzhan.documents.services.archive import FileFacts, file_away, take_up_again
from liangzhan.people.queries.consents import told_birth


def file_case(case: Case, by: Actor) -> None:
    """A case without a number was never accepted and is not filed."""
    if not case.number or case.closed_on is None:
        return
    facts = FileFacts(
        voucher=case.voucher,
        kind=ArchiveKind.CASE,
        number=case.number,
        title=TITLE,
        maker=lead_of(case),
        station=case.station_id,
        station_name=case.station.name,
        division_code=case.division_code,
        closed_on=case.closed_on,
        born_on=told_birth(case.person, case.station) or case.person.born_on,
    )
    with sealed_deeds(case.sealed_subject):
        file_away(facts=facts, sealed=case.sealed, by=by)


def unfile_case(case: Case, by: Actor) -> None:
    """Nothing of it is destroyed while it is worked on."""
    with sealed_deeds(case.sealed_subject):
        take_up_again(voucher=case.voucher, sealed=case.sealed, by=by)
