"""Texts of consent, who consented, and whose withdrawal still waits for a deed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.people.choices import ConsentPurpose, LegalBasis, TieKind
from liangzhan.people.model_texts import MODEL_LABEL, model_title, model_words, with_station
from liangzhan.people.models import Card, Consent, ConsentText, ImpactAssessment, Person, Tie
from liangzhan.people.queries.cards import VIEW, people_within
from liangzhan.people.queries.finding import ids_of
from liangzhan.people.queries.sealed import sealed_birth
from liangzhan.people.rules.consent import holds_on
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today

BEFORE_CLIENTS = (ConsentPurpose.REGISTER, ConsentPurpose.SENSITIVE)


def text_in_force(purpose: str, on: dt.date) -> ConsentText | None:
    """The words in force on a day; for a day before the first version, the first (a paper signed before the platform)."""
    rows = ConsentText.objects.filter(purpose=purpose)
    return rows.filter(valid_from__lte=on).order_by("-version").first() or rows.order_by("version").first()


def has_consent(person: Person, purpose: str, station: Station, on: dt.date) -> bool:
    """Did the person agree to this at this station, by that day, without having withdrawn?"""
    rows = Consent.objects.filter(person__in=ids_of(person), station=station, text__purpose=purpose).order_by("id")
    return any(holds_on(given, withdrawn, on) for given, withdrawn in rows.values_list("given_on", "withdrawn_on"))


def live_consent(person: Person, purpose: str, station: Station) -> Consent | None:
    """The latest consent that was not withdrawn."""
    rows = Consent.objects.filter(person=person, station=station, text__purpose=purpose, withdrawn_on__isnull=True)
    return rows.order_by("-given_on", "-id").first()


def told_birth(person: Person, station: Station) -> dt.date | None:
    """The birth date as this station was told it; of a sealed service from its own card."""
    told = Card.objects.filter(person=person, station=station).values_list("born_on", flat=True).first()
    return told or (None if person.name or person.born_on else sealed_birth(person, station))


def consents_shown(person: Person, scope: Scope) -> list[Consent]:
    """Consents given at the reader's stations, the latest first."""
    rows = Consent.objects.within(scope, VIEW).filter(person=person).select_related("text", "station", "paper")
    return list(rows.order_by("-given_on", "-id"))


@dataclass(frozen=True)
class Words:
    """A text as a page shows it: published, or the model while nothing is published."""

    title: str
    text: str
    label: str


def words_for(purpose: str, on: dt.date, station_name: str = "") -> Words:
    """The words in force, or the model text (示例范本), which the first consent publishes; with the station's name in it."""
    found = text_in_force(purpose, on)
    text = found.text if found else model_words(purpose)
    title = found.title if found else model_title(purpose)
    label = (found.from_model or f"第 {found.version} 版") if found else MODEL_LABEL
    return Words(title, with_station(text, station_name) if station_name else text, label)


def all_texts() -> list[ConsentText]:
    """Every version of every text, by purpose, the latest first."""
    return list(ConsentText.objects.order_by("purpose", "-version"))


def lacks_registration(card: Card | None, consents: list[Consent]) -> bool:
    """Is the consent to be registered and served missing, where consent is the legal basis (PIPL §13)?"""
    if card is None or card.legal_basis != LegalBasis.CONSENT:
        return False
    return not any(
        one.live and one.station_id == card.station_id and one.text.purpose == ConsentPurpose.REGISTER
        for one in consents
    )


def withdrawn_but_tied(scope: Scope) -> QuerySet[Person]:
    """Persons who took back the consent to be registered, have given none since, and are still tied to the station.

    A post rests on the contract, not on consent, so staff are left out (PIPL §13).
    """
    purpose = {"text__purpose": ConsentPurpose.REGISTER}
    own = Consent.objects.within(scope, VIEW).filter(person=OuterRef("pk"), **purpose)
    tied = Tie.objects.live().within(scope, VIEW).exclude(kind=TieKind.STAFF)
    taken_back = Consent.objects.within(scope, VIEW).filter(withdrawn_on__lte=today(), **purpose)
    rows = people_within(scope).filter(pk__in=taken_back.values("person_id"))
    return rows.filter(Exists(tied.filter(person=OuterRef("pk"))), ~Exists(own.filter(withdrawn_on__isnull=True)))


def assessment_in_force(on: dt.date) -> ImpactAssessment | None:
    """The impact assessment (个人信息保护影响评估, PIPL §55–56) in force on a day."""
    return ImpactAssessment.objects.filter(valid_from__lte=on).order_by("-version").first()


def all_assessments() -> list[ImpactAssessment]:
    """Every version, the latest first: kept for three years and longer (PIPL §56)."""
    return list(ImpactAssessment.objects.order_by("-version"))


def missing_for_clients(on: dt.date) -> list[str]:
    """What the province must still publish before the first client: sentences, or none."""
    found = []
    if assessment_in_force(on) is None:
        found.append("省级还没有发布个人信息保护影响评估（个人信息保护法第五十五条），暂不能登记服务对象的个案。")
    rows = ConsentText.objects.filter(valid_from__lte=on, purpose__in=BEFORE_CLIENTS)
    published = set(rows.values_list("purpose", flat=True).order_by("purpose"))
    found += [f"省级还没有发布“{one.label}”同意书文本。" for one in BEFORE_CLIENTS if one not in published]
    return found


@dataclass(frozen=True)
class OwnLine:
    """What one has agreed to at one station for one purpose; `consent` None: nothing, or taken back."""

    station: Station
    purpose: ConsentPurpose
    consent: Consent | None


def person_of(actor: Actor) -> Person | None:
    """The person behind the account; a row that was merged answers with the one that was kept."""
    if actor.person_uuid is None:
        return None
    row = Person.objects.filter(uuid=actor.person_uuid).select_related("merged_into").first()
    return (row.merged_into or row) if row else None


def own_stations(person: Person) -> list[Station]:
    """Stations that may know this person now, whatever for."""
    ties = Tie.objects.live().filter(person=person).values("station_id")
    return list(Station.objects.filter(pk__in=ties).order_by("division_code", "kind", "id"))


def own_lines(person: Person) -> list[OwnLine]:
    """Every purpose at every station that knows the person, with the consent in force. Two queries."""
    rows = Consent.objects.filter(person=person, withdrawn_on__isnull=True).select_related("text")
    held = {(one.station_id, one.text.purpose): one for one in rows.order_by("given_on", "id")}
    return [
        OwnLine(station, purpose, held.get((station.pk, purpose.value)))
        for station in own_stations(person)
        for purpose in ConsentPurpose
    ]


def own_consent(actor: Actor, uuid: UUID) -> Consent | None:
    """One's own consent, wherever it was given."""
    person = person_of(actor)
    rows = Consent.objects.select_related("person", "station", "text")
    return rows.filter(uuid=uuid, person=person).first() if person else None
