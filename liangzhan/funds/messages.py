"""Whom a claim, a disposal or a stocktake tells, and in which words."""

from __future__ import annotations

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.funds.models import Claim, Disposal, Handover, Stocktake
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import add_workdays, today

ANSWER_WORKDAYS = 5  # how long a waiting paper is timely; it blocks nothing


def _outside(station: Station, action: Action, *but: object) -> list[User]:
    """Whoever holds the verb at the committee or the street, without the persons that may not be asked."""
    rows = users_with(action, code=station.division_code, on=today(), levels=("COMMUNITY", "STREET"))
    return [user for user in rows if user.uuid not in but]


def _user(uuid: object) -> list[User]:
    return list(User.objects.filter(uuid=uuid, is_active=True))  # type: ignore[misc]


def _claim(claim: Claim) -> str:
    return f"funds.claim:{claim.pk}"


def _ask(claim: Claim, action: Action, text: str, *but: object, by: Actor) -> None:
    tell(
        recipients=_outside(claim.station, action, claim.made_by.uuid, *but),
        kind=NoticeKind.TODO,
        subject=_claim(claim),
        text=f"{claim.station.name}{text}",
        href=reverse("funds:claim-page", args=[claim.pk]),
        due_on=add_workdays(today(), ANSWER_WORKDAYS),
        by=by,
    )


def claim_waits(claim: Claim, *, by: Actor) -> None:
    """Approvers are to look at it."""
    _ask(claim, Action.CLAIM_APPROVE, "提交了一笔报账，请审批。", by=by)


def claim_approved(claim: Claim, *, by: Actor) -> None:
    """Cashiers are to pay."""
    settle(subject=_claim(claim), by=by)
    _ask(claim, Action.CASHIER, "有一笔报账已批准，请支付。", by.uuid, by=by)


def claim_returned(claim: Claim, *, by: Actor) -> None:
    """The handler is to mend it."""
    settle(subject=_claim(claim), by=by)
    tell(
        recipients=_user(claim.made_by.uuid),
        kind=NoticeKind.RETURNED,
        subject=_claim(claim),
        text=f"{claim.station.name}的一笔报账被退回，请修改后再提交。",
        href=reverse("funds:claim-page", args=[claim.pk]),
        by=by,
    )


def claim_done(claim: Claim, *, by: Actor) -> None:
    """Nothing is to be done any more."""
    settle(subject=_claim(claim), by=by)


def disposal_waits(disposal: Disposal, *, levels: tuple[str, ...], by: Actor) -> None:
    """The 两委, or the street after them, are to decide."""
    station = disposal.asset.station
    tell(
        recipients=users_with(Action.ASSET_DECIDE, code=station.division_code, on=today(), levels=levels),
        kind=NoticeKind.TODO,
        subject=f"funds.disposal:{disposal.pk}",
        text=f"{station.name}申请处置一件资产，请审批。",
        href=reverse("funds:disposal-page", args=[disposal.pk]),
        due_on=add_workdays(today(), ANSWER_WORKDAYS),
        by=by,
    )


def disposal_settled(disposal: Disposal, *, by: Actor) -> None:
    """The step that was waited for is done."""
    settle(subject=f"funds.disposal:{disposal.pk}", by=by)


def disposal_decided(disposal: Disposal, *, by: Actor) -> None:
    """The station hears of it."""
    settle(subject=f"funds.disposal:{disposal.pk}", by=by)
    tell(
        recipients=_user(disposal.requested_by.uuid),
        kind=NoticeKind.RESULT,
        subject=f"funds.disposal:{disposal.pk}",
        text=f"{disposal.asset.station.name}的资产处置申请：{disposal.get_state_display()}。",
        href=reverse("funds:disposal-page", args=[disposal.pk]),
        by=by,
    )


def signature_wanted(row: Stocktake | Handover, href: str, what: str, *, by: Actor) -> None:
    """Committee and street may be the second person of a small station."""
    tell(
        recipients=_outside(row.station, Action.ASSET_WITNESS, by.uuid),
        kind=NoticeKind.TODO,
        subject=f"{row._meta.label_lower}:{row.pk}",
        text=f"{row.station.name}的{what}等待第二人签字。",
        href=href,
        due_on=add_workdays(today(), ANSWER_WORKDAYS),
        by=by,
    )


def signature_done(row: Stocktake | Handover, *, by: Actor) -> None:
    """It is signed."""
    settle(subject=f"{row._meta.label_lower}:{row.pk}", by=by)
