"""Stars are proposed, agreed to, made public, decided: deeds of persons, none of the machine (Order 67 §10, §16)."""

from __future__ import annotations

from decimal import Decimal

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import add_workdays, moment, today
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.choices import StarState, VolunteerEvent
from liangzhan.volunteers.models import StarProposal, Volunteer
from liangzhan.volunteers.opened import locked
from liangzhan.volunteers.queries.stars import held_stars, standings_of
from liangzhan.volunteers.rules.stars import (
    STAR_STATES,
    decide_problem,
    proposal_problems,
    publish_problem,
    star_words,
)
from liangzhan.volunteers.settings_certificates import ladder_at

DECLINED = "本人不同意公示。"


@recorded(VolunteerEvent.STAR_PROPOSED, keep=["stars"])
def propose_star(*, volunteer: Volunteer, stars: int, words: str, by: Actor) -> StarProposal:
    """The station proposes a star with a reason; the volunteer is asked whether it may be made public.

    Raises RuleBroken: not one's own station, hours or quality not reached, something unsettled, proposed before.
    """
    row = locked(volunteer)
    if not by.may_at(Action.STAR_PROPOSE, code=row.division_code, station_id=row.station_id):
        raise RuleBroken("只能提名本站的志愿者。")
    if not words.strip():
        raise RuleBroken("请写明提名理由。", field="words")
    standing = standings_of([row])[row.pk]
    if problems := proposal_problems(stars, standing, ladder_at(today(), row.division_code)):
        raise RuleBroken(*problems)
    if stars <= max(held_stars([row.pk])[row.pk], default=0):
        raise RuleBroken("这一星级或更高的星级已经提名或评定。")
    proposal = StarProposal.objects.create(
        volunteer=row,
        station=row.station,
        division_code=row.division_code,
        stars=stars,
        minutes=standing.minutes,
        quality=Decimal(f"{standing.quality:.2f}"),
        words=words.strip()[:300],
        state_since=today(),
        proposed_at=moment(),
        proposed_by=by,
    )
    _tell(proposal, f"站点提名您为{star_words(stars)}。评定前要公示（只公示遮盖的姓名），请看看是否同意。", by)
    return proposal


@recorded(VolunteerEvent.STAR_AGREED, keep=["proposal"])
def agree_star(*, proposal: StarProposal, by: Actor) -> StarProposal:
    """The volunteer agrees to be made public, on his phone, or at the station, which writes it down.

    Raises RuleBroken for a stranger, and when the proposal has ended. Agreed before: nothing changes.
    """
    row = _held(proposal)
    _his_word(row, by)
    if row.agreed_at is not None:
        return row
    if row.state != StarState.PROPOSED:
        raise RuleBroken("这项提名已经结束，不用再同意。")
    row.agreed_at, row.agreed_by = moment(), by
    row.save(update_fields=["agreed_at", "agreed_by"])
    return row


@recorded(VolunteerEvent.STAR_DECLINED, keep=["proposal"])
def decline_star(*, proposal: StarProposal, by: Actor) -> StarProposal:
    """The volunteer does not agree, or takes his yes back while it is public (个人信息保护法 §15): the proposal ends at once.

    By himself, or at the station, which writes it down. Raises RuleBroken for a stranger, and when it was decided before.
    """
    row = _held(proposal)
    _his_word(row, by)
    move(row, StarState.REFUSED, table=STAR_STATES, by=by, reason=DECLINED, decided_at=moment(), decided_by=by)
    row.reason = DECLINED
    row.save(update_fields=["reason"])
    return row


@recorded(VolunteerEvent.STAR_PUBLIC, keep=["proposal"])
def publish_star(*, proposal: StarProposal, by: Actor) -> StarProposal:
    """Make it public for the workdays of the setting, from today on. Raises RuleBroken without the volunteer's consent."""
    if problem := publish_problem(agreed=proposal.agreed_at is not None):
        raise RuleBroken(problem)
    day = today()
    until = add_workdays(day, ladder_at(day, proposal.division_code).workdays)
    move(proposal, StarState.PUBLIC, table=STAR_STATES, by=by, public_starts_on=day, public_ends_on=until)
    _tell(proposal, f"{star_words(proposal.stars)}正在公示，到{until:%Y年%m月%d日}为止。", by)
    return proposal


@recorded(VolunteerEvent.STAR_OBJECTED, keep=["proposal"])
def note_objection(*, proposal: StarProposal, words: str, by: Actor) -> StarProposal:
    """What somebody said against it during the publicity, in short words without the name of whoever said it.

    Raises RuleBroken without words, or when nothing is public now.
    """
    row = _held(proposal)
    if not words.strip():
        raise RuleBroken("请写明意见的内容。", field="words")
    if row.state != StarState.PUBLIC:
        raise RuleBroken("只有公示期间可以登记意见。")
    told = f"{row.objections}\n{words.strip()}".strip()
    if len(told) > 300:
        raise RuleBroken("意见合计不超过 300 字，请写要点。", field="words")
    row.objections = told
    row.save(update_fields=["objections"])
    return row


@recorded(VolunteerEvent.STAR_DECIDED, keep=["proposal", "granted"])
def decide_star(*, proposal: StarProposal, granted: bool, reason: str, by: Actor) -> StarProposal:
    """Grant after the publicity, or refuse with a reason; the volunteer is told. The row and its moves are the history.

    Raises RuleBroken while it is public, without a reason where one is asked, and when the conditions no longer hold.
    """
    held = _held(proposal)  # an objection may have come while the officer was writing
    over, said = held.public_ends_on, held.objections
    if problem := decide_problem(granted=granted, public_ends_on=over, today=today(), reason=reason, objections=said):
        raise RuleBroken(problem, field="reason")
    if granted:
        _still_good(proposal)
    words = reason.strip()[:300]
    state = StarState.GRANTED if granted else StarState.REFUSED
    move(proposal, state, table=STAR_STATES, by=by, reason=words, decided_at=moment(), decided_by=by)
    proposal.reason = words
    proposal.save(update_fields=["reason"])
    told = "您被评定为" if granted else "没有通过评定："
    _tell(proposal, f"{told}{star_words(proposal.stars)}。{words}", by)
    return proposal


def _held(proposal: StarProposal) -> StarProposal:
    """The row as it is now, locked."""
    rows = StarProposal.objects.select_for_update(of=("self",)).select_related("volunteer__person", "station")
    return rows.get(pk=proposal.pk)


def _his_word(row: StarProposal, by: Actor) -> None:
    """The volunteer himself, or his station with his signature."""
    himself = by.person_uuid is not None and by.person_uuid == row.volunteer.person.uuid
    if not himself and not by.may_at(Action.STAR_PROPOSE, code=row.division_code, station_id=row.station_id):
        raise RuleBroken("只能由本人同意，或由站点按本人的签字登记。")


def _still_good(proposal: StarProposal) -> None:
    """Hours may have been taken back, a dispute raised, since it was proposed."""
    volunteer = proposal.volunteer
    ladder = ladder_at(today(), proposal.division_code)
    if problems := proposal_problems(proposal.stars, standings_of([volunteer])[volunteer.pk], ladder):
        raise RuleBroken("现在不符合条件，不能评定：", *problems)


def _tell(proposal: StarProposal, text: str, by: Actor) -> None:
    tell_persons(
        persons=[proposal.volunteer.person_id],
        kind=NoticeKind.RESULT,
        subject=f"volunteers.StarProposal:{proposal.uuid}",
        text=text,
        by=by,
    )
