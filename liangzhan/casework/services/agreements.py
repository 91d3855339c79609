"""C-02: the client agrees, knowing the limits of confidentiality; and may take it back at any time."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent
from liangzhan.casework.formal import refresh_formal
from liangzhan.casework.models import Agreement, Case
from liangzhan.casework.opened import begin, sent_before
from liangzhan.casework.rules.papers import AgreementFacts, agreement_problems
from liangzhan.people.choices import ConsentPurpose
from liangzhan.people.queries.consents import told_birth
from liangzhan.people.queries.family import guardians_of
from liangzhan.people.services.consents import give_consent, withdraw_consent
from liangzhan.toolkit.errors import RuleBroken

OWN = (
    *("on", "limits_explained", "recording", "photo", "sharing", "from_on", "to_on"),
    *("without_guardian", "child_view"),
)


@recorded(CaseEvent.AGREEMENT)
def sign_agreement(
    *, case: Case, facts: AgreementFacts, by: Actor, paper: Any = None, form_key: UUID | None = None
) -> Agreement:
    """Keep C-02 with the signature (paper photo, finger on the screen, thumb print with a witness, guardian).

    After a withdrawal this is how the client comes back. Raises RuleBroken naming the field.
    """
    case, _ = begin(case, "agreement", halted=True)
    if found := sent_before(Agreement, form_key, case=case):
        return found
    born_on = told_birth(case.person, case.station) or case.person.born_on
    rows = guardians_of(case.person, case.station)
    known = [name for one in rows if (name := one.name or (one.guardian.name if one.guardian else ""))]
    found_wrong = agreement_problems(facts, opened_on=case.opened_on, born_on=born_on, guardians=known)
    for field, sentence in found_wrong.items():
        raise RuleBroken(sentence, field=field)
    consent = give_consent(
        person=case.person,
        station=case.station,
        purpose=ConsentPurpose.CASE,
        way=facts.way,
        given_on=facts.on,
        signer=facts.signer,
        witness=facts.witness,
        paper=paper,
        about=f"个案 {case.number}",
        by=by,
    )
    agreement = Agreement.objects.create(
        case=case,
        consent=consent,
        form_key=form_key,
        saved_by=by,
        **{name: getattr(facts, name) for name in OWN},
    )
    refresh_formal(case, by=by)
    return agreement


@recorded(CaseEvent.AGREEMENT_WITHDRAWN, keep=["on"])
def withdraw_agreement(*, agreement: Agreement, by: Actor, on: dt.date | None = None, reason: str = "") -> Agreement:
    """The client takes the agreement back: no reason is asked for. From then on only closing and crisis are recorded."""
    agreement = Agreement.objects.select_for_update(of=("self",)).select_related("consent").get(pk=agreement.pk)
    agreement.consent = withdraw_consent(consent=agreement.consent, on=on, reason=reason, by=by)
    return agreement
