"""What is certified, and the certificates that were issued (Order 67 §14, §15)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.credentials.choices import EnrolmentState
from liangzhan.credentials.queries.persons import awards_of, trainings_of
from liangzhan.people.choices import IdKind
from liangzhan.stations.choices import Tier
from liangzhan.stations.models import Station
from liangzhan.toolkit.identity import mask_resident_id
from liangzhan.toolkit.verify_certificate import decoded
from liangzhan.volunteers.choices import CertificateState, NationalState, RecordState, StarState
from liangzhan.volunteers.models import Certificate, ServiceRecord, StarProposal, Volunteer
from liangzhan.volunteers.rules.certificates import Facts, Line, all_accepted, changes_of, issuer_of
from liangzhan.volunteers.rules.stars import star_words

DELETED = "已按本人要求删除"
PENDING = (RecordState.RECORDED, RecordState.CONFIRMED, RecordState.DISPUTED)


def certified_records(volunteer: Volunteer, starts_on: dt.date, ends_on: dt.date) -> list[ServiceRecord]:
    """The VERIFIED records of the person, from whichever registration, oldest first; one query."""
    rows = _of_person(volunteer, starts_on, ends_on).filter(state=RecordState.VERIFIED)
    rows = rows.select_related("activity", "station__site__division__parent")
    return list(rows.order_by("served_on", "starts_at", "pk"))


def waiting_count(volunteer: Volunteer, starts_on: dt.date, ends_on: dt.date) -> int:
    """Records of the period that are not verified yet."""
    return _of_person(volunteer, starts_on, ends_on).filter(state__in=PENDING).count()


def first_day(volunteer: Volunteer) -> dt.date | None:
    """The first day of verified service, to offer a period that holds everything."""
    rows = ServiceRecord.objects.filter(volunteer__person=volunteer.person_id, state=RecordState.VERIFIED)
    return rows.order_by("served_on").values_list("served_on", flat=True).first()


def draft_of(
    volunteer: Volunteer, starts_on: dt.date, ends_on: dt.date, *, today: dt.date, extras: bool, by: Actor
) -> Facts:
    """What a certificate of the period would say now, without its number. About four queries, six with extras."""
    records = certified_records(volunteer, starts_on, ends_on)
    person, station = volunteer.person, _placed(volunteer.station_id)
    himself = by.person_uuid == person.uuid
    return Facts(
        number="",
        name=person.name,
        id_kind=str(IdKind(person.id_kind).label),
        id_masked=mask_resident_id(person.id_number),
        volunteer_no=volunteer.number,
        national_no=volunteer.national_no if volunteer.national_state == NationalState.ACCEPTED else "",
        starts_on=starts_on,
        ends_on=ends_on,
        issuer=issuer_at(station),
        station=station.name,
        head=station.head_name,
        handler="本人自助办理" if himself else by.label,
        contact=station.head_phone or station.site.phone,
        issued_on=today,
        lines=[_line(one) for one in records],
        accepted=all_accepted(volunteer.national_state, [one.export_state for one in records]),
        extras=_extras(volunteer) if extras else {},
    )


def issuer_at(station: Station) -> str:
    """记录单位 of a station that was read with `site__division__parent`."""
    place = station.site.division
    street = place if station.tier == Tier.STREET else place.parent
    return issuer_of(
        legal_form=station.legal_form,
        station=station.name,
        community=place.name,
        street=street.name if street else "",
        tier=station.tier,
    )


def own_certificates(volunteer: Volunteer) -> QuerySet[Certificate]:
    """Every certificate of the person, the latest first, with its seals."""
    rows = Certificate.objects.filter(volunteer__person=volunteer.person_id)
    return rows.select_related("station", "replaced_by").prefetch_related("seals__scan").order_by("-issued_at", "-pk")


def certificate_rows(scope: Scope, action: Action = Action.CERTIFICATE_VIEW) -> QuerySet[Certificate]:
    """Certificates of the reader's stations."""
    return Certificate.objects.within(scope, action).select_related(
        "station", "volunteer__person", "volunteer__station", "replaced_by"
    )


def certificates_shown(rows: QuerySet[Certificate], state: str, text: str) -> QuerySet[Certificate]:
    """By state, and by a number typed in full (of the certificate or of the volunteer)."""
    rows = rows.filter(state=state) if state else rows
    if text := text.strip():
        rows = rows.filter(number=text) | rows.filter(volunteer__number=text)
    return rows


def certificate_by_number(number: str) -> Certificate | None:
    """One certificate by its printed number, for anybody who verifies it."""
    return Certificate.objects.filter(number=number.strip()).select_related("replaced_by").first()


def told_in(certificate: Certificate) -> dict[str, Any]:
    """The snapshot as it was issued."""
    found: dict[str, Any] = json.loads(certificate.snapshot)
    return found


def changes_since(certificate: Certificate) -> list[str]:
    """Sentences on what differs from the records of today; empty when a new certificate would say the same."""
    if certificate.state != CertificateState.VALID or certificate.erased:
        return []
    certified = {row[0]: (row[4], row[3]) for row in told_in(certificate)["lines"]}
    now = certified_records(certificate.volunteer, certificate.starts_on, certificate.ends_on)
    return changes_of(certified, {str(one.uuid): (one.minutes, one.content) for one in now})


def spoilt_certificates(scope: Scope) -> QuerySet[Certificate]:
    """Valid certificates with a line that was refused after the issue: somebody should look at them.

    A record that was corrected before it was refused has lost the moment of its verification; its correction tells.
    """
    refused = ServiceRecord.objects.filter(
        Q(verified_at__lt=OuterRef("issued_at")) | Q(changes__changed_at__gt=OuterRef("issued_at")),
        volunteer=OuterRef("volunteer"),
        state=RecordState.REJECTED,
        recorded_at__lt=OuterRef("issued_at"),
        served_on__gte=OuterRef("starts_on"),
        served_on__lte=OuterRef("ends_on"),
    )
    rows = Certificate.objects.within(scope, Action.CERTIFICATE_ISSUE).filter(state=CertificateState.VALID)
    return rows.exclude(payload="").filter(Exists(refused))


def _of_person(volunteer: Volunteer, starts_on: dt.date, ends_on: dt.date) -> QuerySet[ServiceRecord]:
    return ServiceRecord.objects.filter(
        volunteer__person=volunteer.person_id, served_on__gte=starts_on, served_on__lte=ends_on
    )


def _placed(pk: int) -> Station:
    return Station.objects.select_related("site__division__parent").get(pk=pk)


def _line(record: ServiceRecord) -> Line:
    return Line(
        record=str(record.uuid),
        served_on=record.served_on,
        activity=record.activity.title,
        content=record.content,
        minutes=record.minutes,
        recorder=issuer_at(record.station),
    )


def _extras(volunteer: Volunteer) -> dict[str, list[list[str]]]:
    """Trainings that were completed, awards, stars: Order 67 §8–§10, with name, day and unit."""
    person = volunteer.person_id
    trainings = trainings_of([person])[person]
    stars = StarProposal.objects.filter(volunteer__person=person, state=StarState.GRANTED)
    return {
        "trainings": [
            [one.training.title, _day(one.training.occasion.starts_at), one.training.organiser, f"{one.hours or ''}"]
            for one in trainings
            if one.state == EnrolmentState.COMPLETED
        ],
        "awards": [[one.name, one.awarded_on.isoformat(), one.giver] for one in awards_of([person])[person]],
        "stars": [[star_words(one.stars), one.state_since.isoformat()] for one in stars.order_by(F("stars").desc())],
    }


def _day(at: dt.datetime) -> str:
    return localdate(at).isoformat()


def names_of(rows: Iterable[Certificate]) -> dict[int, str]:
    """{certificate id: masked name as it was signed}: lists need no identity. Whoever was forgotten has none."""
    return {row.pk: DELETED if row.erased else signed_facts(row.payload).get("name", "") for row in rows}


def signed_facts(payload: str) -> dict[str, Any]:
    """The JSON of a payload of our own, without looking at its signature."""
    found: dict[str, Any] = json.loads(decoded(payload.split(".")[1]))
    return found
