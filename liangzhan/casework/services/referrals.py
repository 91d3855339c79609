"""C-07: a client is referred with his own consent to named data items; the receiving station answers (PIPL §23)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, CaseSide, FlagReason, ReferralReason, ReferralState
from liangzhan.casework.counting import count
from liangzhan.casework.models import Case, Referral
from liangzhan.casework.opened import locked, sent_before
from liangzhan.casework.queries.referral_items import named_contents, named_facts
from liangzhan.casework.queries.referrals import packed
from liangzhan.casework.rules.referral import REFERRAL, ReferralFacts, consent_about, referral_problems
from liangzhan.casework.services.flags import flag_case
from liangzhan.ledger.choices import EntryKind
from liangzhan.people.choices import ConsentPurpose
from liangzhan.people.models import Consent
from liangzhan.people.services.consents import give_consent
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@dataclass(frozen=True)
class ReferralForm:
    """C-07 as it is typed. `way` "" means that no consent comes with it; then `without_consent` names the ground."""

    reason: str
    on: dt.date
    items: tuple[str, ...]
    letter: str
    follow_up_on: dt.date
    to_station: Station | None = None
    to_agency: str = ""
    contact: str = ""
    reason_note: str = ""
    way: str = ""
    signer: str = ""
    witness: str = ""
    paper: Any = None
    without_consent: str = ""


@recorded(CaseEvent.REFERRAL, keep=["form_key"])
def refer(
    *, case: Case, form: ReferralForm, by: Actor, form_key: UUID | None = None, again_of: Referral | None = None
) -> Referral:
    """Send a referral: what is named is copied as it stands today, and nothing else goes. Counts in the ledger.

    `again_of` is the one that was not accepted or came back. Raises RuleBroken naming the field.
    """
    case = locked(case)
    if found := sent_before(Referral, form_key, case=case):
        return found
    _check_case(case, again_of)
    for field, sentence in referral_problems(_facts(case, form), opened_on=case.opened_on, today=today()).items():
        raise RuleBroken(sentence, field=field)
    referral = Referral(
        case=case,
        consent=_consent(case, form, by),
        sent=packed(named_contents(case, form.items), named_facts(case, form.items)),
        state_since=today(),
        again_of=again_of,
        form_key=form_key,
        saved_by=by,
        **_columns(form),
    )
    count(referral, case, EntryKind.REFERRAL, form.on, by=by)
    referral.save()
    if again_of is not None:
        move(again_of, ReferralState.REFERRED_AGAIN, table=REFERRAL, by=by)
    if form.reason == ReferralReason.ETHICS_DUAL_RELATION:
        flag_case(case=case, reason=FlagReason.ETHICS, by=by)
    return referral


def _check_case(case: Case, again_of: Referral | None) -> None:
    if case.state == CaseSide.NOT_ACCEPTED:
        raise RuleBroken("不接案的没有个案档案，不能转介。")
    if case.closed_on is not None and again_of is None:
        raise RuleBroken("个案已经结案；需要转介的，请先重开。")
    if again_of is not None and again_of.case_id != case.pk:
        raise RuleBroken("再次转介的不是这个个案。")


def _facts(case: Case, form: ReferralForm) -> ReferralFacts:
    return ReferralFacts(
        reason=form.reason,
        on=form.on,
        items=tuple(form.items),
        letter=form.letter,
        to_station=form.to_station is not None,
        to_agency=form.to_agency,
        consented=bool(form.way),
        without_consent=form.without_consent,
        follow_up_on=form.follow_up_on,
        same_station=form.to_station is not None and form.to_station.pk == case.station_id,
        sealed=case.sealed,
    )


def _consent(case: Case, form: ReferralForm, by: Actor) -> Consent | None:
    """A consent for this sharing alone; its words say to whom and which items."""
    if not form.way:
        return None
    receiver = form.to_station.name if form.to_station else form.to_agency.strip()
    return give_consent(
        person=case.person,
        station=case.station,
        purpose=ConsentPurpose.SHARE,
        way=form.way,
        given_on=form.on,
        signer=form.signer,
        witness=form.witness,
        paper=form.paper,
        about=consent_about(receiver, form.items),
        by=by,
    )


def _columns(form: ReferralForm) -> dict[str, Any]:
    return {
        "on": form.on,
        "reason": form.reason,
        "reason_note": form.reason_note.strip(),
        "to_station": form.to_station,
        "to_agency": "" if form.to_station else form.to_agency.strip(),
        "contact": form.contact.strip(),
        "without_consent": "" if form.way else form.without_consent,
        "items": list(form.items),
        "letter": form.letter.strip(),
        "follow_up_on": form.follow_up_on,
    }
