"""Registering a volunteer, and the person's own yes (志愿服务条例 §7; Order 67 §5; domain.md 6.4)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.models import KeptFile
from liangzhan.ledger.services.posting import post
from liangzhan.people.choices import ConsentPurpose, ConsentWay, TieKind
from liangzhan.people.choices_family import GuardianEvidence
from liangzhan.people.models import Person
from liangzhan.people.queries.consents import has_consent, told_birth
from liangzhan.people.queries.finding import person_by_number
from liangzhan.people.rules.family import GuardianFacts
from liangzhan.people.rules.identity import PersonFacts, problems_of, same_name, tidy
from liangzhan.people.services.consents import give_consent
from liangzhan.people.services.family import save_guardian
from liangzhan.people.services.register import introduce_person, open_tie, register_person
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.identity import normal
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.checking import check_identity
from liangzhan.volunteers.choices import (
    CheckResult,
    ConfirmWay,
    NationalState,
    VolunteerEvent,
    VolunteerSource,
    VolunteerState,
)
from liangzhan.volunteers.models import Volunteer, VolunteerSpell
from liangzhan.volunteers.opened import kept_paper, locked, registration_columns
from liangzhan.volunteers.queries.register import live_of
from liangzhan.volunteers.queries.register_posting import joined_lines
from liangzhan.volunteers.rules.register import (
    VOLUNTEER_STATES,
    Confirmation,
    VolunteerFacts,
    confirm_problems,
    identity_problems,
    needs_guardian,
    volunteer_number,
    volunteer_problems,
    volunteer_series,
)

ELSEWHERE = "这个人已经在{place}登记为志愿者（{state}）。一个人只登记一次；要转到本站的，请他原来的站点办理转站。"
TAKEN = "这个全国志愿者编号已经登记在另一人名下，请核对编号。"
CONSENT_WAY = {ConfirmWay.PAPER: ConsentWay.PAPER, ConfirmWay.SCREEN: ConsentWay.SCREEN}


@recorded(VolunteerEvent.APPLIED, keep=["station", "source"])
def apply_volunteer(
    *,
    facts: VolunteerFacts,
    person_facts: PersonFacts,
    station: Station,
    source: str,
    by: Actor,
    form_key: UUID | None = None,
    person: Person | None = None,
) -> Volunteer:
    """Write down a registration that waits for the person's own yes (APPLIED); the number is given at once.

    The same form sent again answers the same. Somebody registered already is refused at the desk; who types it himself on
    his phone (`SELF`) is answered as if it were new, and nothing that is known of the person is changed by a stranger's
    word. Raises RuleBroken naming the field.
    """
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    if form_key and (sent := Volunteer.objects.filter(form_key=form_key, station=station).first()):
        return sent
    told = tidy(person_facts)
    _check(facts, told, person)
    found = _person(told, station, source, person, by)
    held = live_of(found)
    if held is not None:
        if source == VolunteerSource.SELF:
            return held
        raise RuleBroken(ELSEWHERE.format(place=held.station.name, state=held.get_state_display()))
    volunteer = _create(found, station, facts, source, form_key, by)
    _guardian(found, station, facts, told, by)
    return volunteer


@recorded(VolunteerEvent.CONFIRMED, keep=["way"])
def confirm_volunteer(*, volunteer: Volunteer, way: str, by: Actor, paper: Any = None, signer: str = "") -> Volunteer:
    """The person said yes: he is a volunteer from today, consents to the words in force, and is counted in the ledger.

    `by` is the person himself for an online confirmation; otherwise the keeper who saw the document or the signature
    (`paper`, an upload or KeptFile). Under 18 `signer` is the guardian. Raises RuleBroken naming the field.
    """
    row = locked(volunteer)
    himself = by.person_uuid == row.person.uuid
    born_on = told_birth(row.person, row.station) or row.person.born_on
    said = Confirmation(str(way), paper is not None, himself, signer)
    for field, sentence in confirm_problems(said, born_on, on=today()).items():
        raise RuleBroken(sentence, field=field)
    kept = kept_paper(paper, by)
    day = today()
    move(
        row,
        VolunteerState.ACTIVE,
        table=VOLUNTEER_STATES,
        by=by,
        on=day,
        confirm_way=str(way),
        confirmed_at=moment(),
        confirmed_by=by,
        counted_person=row.person_id,
        paper=kept or row.paper,
    )
    guardian = needs_guardian(born_on, day)
    _consent(row, ConsentWay.GUARDIAN if guardian else _way(way, himself), kept, signer, by)
    VolunteerSpell.objects.create(
        volunteer=row,
        station=row.station,
        division_code=row.division_code,
        starts_on=day,
        saved_at=moment(),
        saved_by=by,
    )
    post(voucher=row.voucher, version=1, station=row.station, lines=joined_lines(row), by=by)
    return row


@recorded(VolunteerEvent.EDITED)
def edit_volunteer(*, volunteer: Volunteer, facts: VolunteerFacts, by: Actor) -> Volunteer:
    """Mend what the registration says (Order 67 §6); a number of the national system has its own service."""
    row = locked(volunteer)
    if row.state not in (VolunteerState.APPLIED, VolunteerState.ACTIVE, VolunteerState.SUSPENDED):
        raise RuleBroken(f"现在是“{row.get_state_display()}”，不能修改。")
    for field, sentence in volunteer_problems(facts, None, today=today()).items():
        raise RuleBroken(sentence, field=field)
    values = registration_columns(facts)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    return row


@recorded(VolunteerEvent.NATIONAL, keep=["state"])
def set_national(*, volunteer: Volunteer, number: str, state: str, by: Actor) -> Volunteer:
    """The number in 全国志愿服务信息系统: CLAIMED by the person, ACCEPTED when somebody looked it up there (3.3.3)."""
    row = locked(volunteer)
    plain = normal(number)
    if state == NationalState.NONE:
        plain = ""
    for field, sentence in volunteer_problems(VolunteerFacts(national_no=plain), None, today=today()).items():
        raise RuleBroken(sentence, field=field)
    if state != NationalState.NONE and not plain:
        raise RuleBroken("请填写全国志愿者编号。", field="national_no")
    _check_number_free(plain, row)
    row.national_no, row.national_state = plain, state
    row.national_on = today() if state == NationalState.ACCEPTED else None
    row.save(update_fields=["national_no", "national_state", "national_on"])
    return row


def _check(facts: VolunteerFacts, told: PersonFacts, person: Person | None) -> None:
    problems = {} if person else {**problems_of(told, today=today()), **identity_problems(told)}
    born_on = (person.born_on if person else None) or told.born_on
    problems |= volunteer_problems(facts, born_on, today=today())
    for field, sentence in problems.items():
        raise RuleBroken(sentence, field=field)


def _person(told: PersonFacts, station: Station, source: str, person: Person | None, by: Actor) -> Person:
    if person is not None:
        open_tie(person=person, station=station, kind=TieKind.VOLUNTEER, on=today(), by=by)
        return person
    known = person_by_number(told.id_kind, told.id_number) if source == VolunteerSource.SELF else None
    if known is not None and same_name(known.name, told.name):
        # A stranger who knows name and number must not put his own phone where the person's stands.
        introduce_person(person=known, station=station, facts=told, kind=TieKind.VOLUNTEER, on=today(), by=by)
        return known
    return register_person(facts=told, station=station, tie=TieKind.VOLUNTEER, by=by)


def _create(
    person: Person, station: Station, facts: VolunteerFacts, source: str, form_key: UUID | None, by: Actor
) -> Volunteer:
    number = normal(facts.national_no)
    if number and Volunteer.objects.filter(national_no=number).exclude(state="MERGED").exists():
        if source != VolunteerSource.SELF:
            raise RuleBroken(TAKEN, field="national_no")
        number = ""
    day = today()
    series = volunteer_series(station.division_code, day.year)
    return Volunteer.objects.create(
        person=person,
        station=station,
        division_code=station.division_code,
        number=volunteer_number(series, next_number(series)),
        national_no=number,
        national_state=NationalState.CLAIMED if number else NationalState.NONE,
        source=source,
        state_since=day,
        check_result=(result := check_identity(_identity(person))),
        checked_on=None if result == CheckResult.UNCHECKED else day,
        **registration_columns(facts),
        form_key=form_key or uuid4(),
        applied_at=moment(),
        applied_by=by,
    )


def _identity(person: Person) -> PersonFacts:
    return PersonFacts(name=person.name, id_kind=person.id_kind, id_number=person.id_number, born_on=person.born_on)


def _guardian(person: Person, station: Station, facts: VolunteerFacts, told: PersonFacts, by: Actor) -> None:
    if not facts.guardian_name.strip() or not needs_guardian(person.born_on or told.born_on, today()):
        return
    guardian = GuardianFacts(
        relation=facts.guardian_relation,
        evidence=GuardianEvidence.SAID,
        valid_from=today(),
        name=facts.guardian_name,
        mobile=facts.guardian_mobile,
    )
    save_guardian(person=person, station=station, facts=guardian, by=by)


def _way(way: str, himself: bool) -> ConsentWay | None:
    """A consent is written down where there is a signature or the person acts himself; otherwise the page says it lacks."""
    return ConsentWay.ONLINE if himself else CONSENT_WAY.get(ConfirmWay(way))


def _consent(row: Volunteer, way: ConsentWay | None, kept: KeptFile | None, signer: str, by: Actor) -> None:
    if way is None or has_consent(row.person, ConsentPurpose.REGISTER, row.station, today()):
        return
    give_consent(
        person=row.person,
        station=row.station,
        purpose=ConsentPurpose.REGISTER,
        way=way,
        by=by,
        signer=signer,
        paper=kept,
    )


def _check_number_free(number: str, row: Volunteer) -> None:
    taken = Volunteer.objects.filter(national_no=number).exclude(pk=row.pk).exclude(state="MERGED")
    if number and taken.exists():
        raise RuleBroken(TAKEN, field="national_no")
