"""Consent: the words, how it was given, and its withdrawal (PIPL §14–17, §31)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Max

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.people.choices import ConsentPurpose, ConsentWay, PersonEvent, PersonState
from liangzhan.people.choices_family import ClientEvent
from liangzhan.people.model_texts import MODEL_LABEL, model_title, model_words
from liangzhan.people.models import Consent, ConsentText, ImpactAssessment, Person
from liangzhan.people.queries.consents import live_consent, text_in_force, told_birth
from liangzhan.people.rules.consent import (
    ConsentFacts,
    assessment_problems,
    consent_problems,
    text_problem,
    withdrawal_problem,
)
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(PersonEvent.CONSENT_TEXT, keep=["purpose", "valid_from"])
def publish_consent_text(
    *, purpose: str, title: str, text: str, by: Actor, valid_from: dt.date | None = None, from_model: str = ""
) -> ConsentText:
    """The next version of the words for a purpose, in force from a day. Earlier versions and consents stay as they are."""
    if problem := text_problem(purpose, text):
        raise RuleBroken(problem, field="text" if purpose in ConsentPurpose.values else "purpose")
    if not title.strip():
        raise RuleBroken("请填写标题。", field="title")
    day = valid_from or today()
    rows = ConsentText.objects.filter(purpose=purpose)
    last = rows.aggregate(version=Max("version"), day=Max("valid_from"))
    if last["day"] and day < last["day"]:
        raise RuleBroken(f"启用日期不能早于上一版的启用日期 {last['day']:%Y-%m-%d}。", field="valid_from")
    return ConsentText.objects.create(
        purpose=purpose,
        version=(last["version"] or 0) + 1,
        title=title.strip(),
        text=text.strip(),
        from_model=from_model,
        valid_from=day,
        published_by=by,
    )


@recorded(ClientEvent.ASSESSMENT_PUBLISHED, keep=["valid_from"])
def publish_assessment(
    *, title: str, text: str, by: Actor, valid_from: dt.date | None = None, from_model: str = ""
) -> ImpactAssessment:
    """The next version of the impact assessment (PIPL §55–56). Earlier versions stay: nothing of it is ever deleted."""
    day = valid_from or today()
    for field, sentence in assessment_problems(title, text).items():
        raise RuleBroken(sentence, field=field)
    last = ImpactAssessment.objects.aggregate(version=Max("version"), day=Max("valid_from"))
    if last["day"] and day < last["day"]:
        raise RuleBroken(f"启用日期不能早于上一版的启用日期 {last['day']:%Y-%m-%d}。", field="valid_from")
    return ImpactAssessment.objects.create(
        version=(last["version"] or 0) + 1,
        title=title.strip(),
        text=text.strip(),
        from_model=from_model,
        valid_from=day,
        published_by=by,
    )


@recorded(PersonEvent.CONSENT_GIVEN, keep=["station", "purpose", "way", "given_on"])
def give_consent(
    *,
    person: Person,
    station: Station,
    purpose: str,
    way: ConsentWay | str,
    by: Actor,
    given_on: dt.date | None = None,
    signer: str = "",
    witness: str = "",
    paper: Any = None,
    about: str = "",
) -> Consent:
    """Record a consent to the words in force on its day; `paper` is the picture of the signature (upload or KeptFile).

    A consent to an older version is followed by this one. With `about` (to whom exactly what goes) it is a consent for
    one sharing alone (PIPL §23): it stands beside others to the same words. Raises RuleBroken naming the field.
    """
    person = _locked(person)
    day = given_on or today()
    facts = ConsentFacts(
        way, day, paper is not None, signer.strip(), witness.strip(), himself=by.person_uuid == person.uuid
    )
    for field, sentence in consent_problems(facts, born_on=told_birth(person, station), today=today()).items():
        raise RuleBroken(sentence, field=field)
    text = _words(purpose, day)
    if not about:
        _check_first(person, text, station)
    return Consent.objects.create(
        person=person,
        station=station,
        text=text,
        way=way,
        signer=facts.signer,
        witness=facts.witness,
        about=about[:1000],
        paper=_kept(paper, by),
        given_on=day,
        recorded_by=by,
    )


@recorded(PersonEvent.CONSENT_WITHDRAWN, keep=["on"])
def withdraw_consent(*, consent: Consent, by: Actor, on: dt.date | None = None, reason: str = "") -> Consent:
    """The person takes the consent back: no reason is asked for, and what was done before stays lawful (PIPL §15)."""
    consent = Consent.objects.select_for_update(of=("self",)).select_related("text").get(pk=consent.pk)
    if consent.withdrawn_on is not None:
        raise RuleBroken("这项同意已经撤回。")
    day = on or today()
    if problem := withdrawal_problem(consent.given_on, day, today=today()):
        raise RuleBroken(problem, field="on")
    consent.withdrawn_on, consent.withdrawn_by, consent.withdrawn_reason = day, by, reason.strip()[:200]
    consent.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"])
    return consent


def _locked(person: Person) -> Person:
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if held.state != PersonState.ACTIVE:
        raise RuleBroken(f"这条人员记录{held.get_state_display()}，不能登记同意。")
    return held


def _check_first(person: Person, text: ConsentText, station: Station) -> None:
    held = live_consent(person, text.purpose, station)
    if held is not None and held.text_id == text.pk:
        raise RuleBroken(f"已有 {held.given_on:%Y-%m-%d} 的有效同意，不用重复登记。")


def _words(purpose: str, day: dt.date) -> ConsentText:
    if purpose not in ConsentPurpose.values:
        raise RuleBroken("请选择用途。", field="purpose")
    text = text_in_force(purpose, day)
    if text is None:  # the first consent of all: the platform's model text begins to be in force, so nobody has to wait
        return publish_consent_text(
            purpose=purpose,
            title=model_title(purpose),
            text=model_words(purpose),
            from_model=MODEL_LABEL,
            by=Actor.system("同意书示例范本"),
        )
    return text


def _kept(paper: Any, by: Actor) -> KeptFile | None:
    """The refusal names the form's own field, so that the sentence stands beside it."""
    if paper is None or isinstance(paper, KeptFile):
        return paper
    try:
        return keep_file(upload=paper, title="同意书签字", kind=FileKind.PAPER, by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="paper") from refusal
