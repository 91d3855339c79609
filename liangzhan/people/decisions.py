"""What the room itself does with rows of a person who is merged or forgotten (the other rooms register their own)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actor import Actor
from liangzhan.documents.services import drop_file
from liangzhan.people.choices import Relation, TieKind
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import Decision, decide, moving, staying
from liangzhan.people.models import Card, Consent, HouseholdMember, Person, Tie
from liangzhan.people.queries.forgetting import STILL_STAFF
from liangzhan.toolkit.periods import today

MERGER, ERASER = Actor.system("合并重复人员"), Actor.system("删除个人信息")
# What a row of a person or a card says about somebody, and what it says afterwards.
BLANK = {
    "name": "",
    "alias": "",
    "sex": "0",
    "born_on": None,
    "id_number": "",
    "id_number_index": "",
    "mobile": "",
    "mobile_index": "",
    "address": "",
    "division_code": "",
    "education": "",
    "political_status": "",
}


EMPTY = ("", None, "0")


def register_own() -> None:
    """Called once when the platform starts."""
    decide("people.Tie.person", Decision("关联并入，重复的有效关联合为一条", _move_ties))
    decide("people.Card.person", Decision("登记卡并入；同一站点已有登记卡的，补上空缺", _move_cards))
    decide("people.HouseholdMember.person", Decision("家庭成员关系并入", _move_members, _two_households))
    decide("people.Consent.person", moving("people.Consent.person"))
    decide("people.Person.merged_into", moving("people.Person.merged_into"))
    for label in ("people.Merge.kept", "people.Merge.alias", "people.Forgetting.person"):
        decide(label, staying("合并和删除的记载不改动"))
        forget_by(label, Erasure("记载中没有个人信息"))
    decide("people.SealedCard.person", staying("限制查阅的登记卡不并入其他人员"))
    forget_by("people.SealedCard.person", Erasure("随限制查阅的个案保管和销毁"))
    forget_by("people.Person.merged_into", Erasure("并入的记录一同删除个人信息"))
    forget_by("people.Tie.person", Erasure("结束关联", _end_ties_of, _still_staff))
    forget_by("people.Card.person", Erasure("清空登记卡", lambda person: blank_cards(person.cards.order_by("pk"))))
    forget_by(
        "people.HouseholdMember.person",
        Erasure("退出家庭；家中没有其他人的，清空住址", lambda person: leave_households(person.memberships.all())),
    )
    forget_by(
        "people.Consent.person",
        Erasure("清空签字人、见证人，删除签字图片", lambda person: blank_consents(person.consents.all())),
    )


def blank_identity(row: Person | Card) -> None:
    """Nothing on the row says any more who it was."""
    for name, value in BLANK.items():
        setattr(row, name, value)
    row.save(update_fields=list(BLANK))


def blank_cards(cards: QuerySet[Card]) -> int:
    """Blank cards; returns how many."""
    rows = list(cards)
    for card in rows:
        blank_identity(card)
    return len(rows)


def end_ties(ties: QuerySet[Tie]) -> int:
    """End live ties today; returns how many."""
    day, rows = today(), list(ties.filter(ended_on__isnull=True))
    for tie in rows:
        tie.ended_on, tie.ended_by = max(day, tie.opened_on), ERASER
        tie.save(update_fields=["ended_on", "ended_by"])
    return len(rows)


def leave_households(members: QuerySet[HouseholdMember]) -> int:
    """Leave each household; the address goes when nobody else is left in it."""
    day, rows = today(), list(members.filter(left_on__isnull=True).select_related("household"))
    for member in rows:
        member.left_on = max(day, member.joined_on)
        member.save(update_fields=["left_on"])
        if not member.household.members.filter(left_on__isnull=True).exists():
            member.household.address, member.household.division_code = "", ""
            member.household.save(update_fields=["address", "division_code"])
    return len(rows)


def blank_consents(consents: QuerySet[Consent]) -> int:
    """Signers, witnesses and pictures of signatures go; that there was a consent, to which text and when, stays."""
    rows = list(consents.select_related("paper"))
    for consent in rows:
        paper, consent.paper, consent.signer, consent.witness = consent.paper, None, "", ""
        consent.save(update_fields=["paper", "signer", "witness"])
        if paper is not None:
            drop_file(kept=paper, by=ERASER)
    return len(rows)


def _end_ties_of(person: Any) -> int:
    return end_ties(person.ties.all())


def _still_staff(person: Any) -> str:
    live = person.ties.filter(kind=TieKind.STAFF, ended_on__isnull=True).exists()
    return STILL_STAFF if live else ""


def _move_ties(kept: Any, alias: Any) -> int:
    """Ties go over; of two live ones of a kind at a station the earlier day holds and the other one ends."""
    live = {(tie.station_id, tie.kind): tie for tie in kept.ties.filter(ended_on__isnull=True)}
    rows = list(alias.ties.order_by("pk"))
    for tie in rows:
        twin = live.get((tie.station_id, tie.kind)) if tie.ended_on is None else None
        if twin is not None:
            if tie.opened_on < twin.opened_on:
                twin.opened_on = tie.opened_on
                twin.save(update_fields=["opened_on"])
            tie.ended_on, tie.ended_by = max(today(), tie.opened_on), MERGER
        tie.person = kept
        tie.save(update_fields=["person", "ended_on", "ended_by"])
    return len(rows)


def _move_cards(kept: Any, alias: Any) -> int:
    """Cards go over; where the station has a card of the kept person it is only filled in, and the alias keeps its own."""
    held = {card.station_id: card for card in kept.cards.all()}
    rows = list(alias.cards.order_by("pk"))
    for card in rows:
        twin = held.get(card.station_id)
        if twin is None:
            card.person = kept
            card.save(update_fields=["person"])
            continue
        names = [name for name in BLANK if getattr(twin, name) in EMPTY and getattr(card, name) not in EMPTY]
        for name in names:
            setattr(twin, name, getattr(card, name))
        twin.save(update_fields=names)
    return len(rows)


def _move_members(kept: Any, alias: Any) -> int:
    """Memberships go over; whoever stands twice in one household stands there once, as head where one of them was."""
    live = {member.household_id: member for member in kept.memberships.filter(left_on__isnull=True)}
    rows = list(alias.memberships.order_by("pk"))
    for member in rows:
        twin = live.get(member.household_id) if member.left_on is None else None
        member.person = kept
        if twin is not None:
            member.left_on = max(today(), member.joined_on)
        member.save(update_fields=["person", "left_on"])
        if twin is not None and member.relation == Relation.HEAD:
            twin.relation = Relation.HEAD
            twin.save(update_fields=["relation"])
    return len(rows)


def _two_households(kept: Any, alias: Any) -> str:
    """At one station in two households: somebody has to look first."""
    own = dict(kept.memberships.filter(left_on__isnull=True).values_list("station_id", "household_id"))
    other = dict(alias.memberships.filter(left_on__isnull=True).values_list("station_id", "household_id"))
    clash = any(station in own and own[station] != household for station, household in other.items())
    return "两条记录现在属于不同的家庭，请先核对家庭成员。" if clash else ""
