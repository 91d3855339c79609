"""What the page of one station shows, and what its reader may do there."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.stations.choices import StandingState, State, SystemKind
from liangzhan.stations.models import Station
from liangzhan.stations.queries.dossier import dossier_of
from liangzhan.stations.rules.place import equipment_text, hours_text, square_metres

RIGHTS = {
    "edit": Action.STATION_EDIT,
    "close": Action.STATION_CLOSE,
    "apply": Action.FILING_APPLY,
    "committee": Action.FILING_COMMITTEE,
    "street": Action.FILING_STREET,
    "opinion": Action.SUPERVISION_OPINION,
    "yearly": Action.YEARLY_PLAN_EDIT,
    "confirm": Action.YEARLY_PLAN_CONFIRM,
}


def rights_on(actor: Actor, station: Station) -> dict[str, bool]:
    """Which verbs the reader holds at this very station; no query."""
    code, pk = station.division_code, station.pk
    return {name: actor.may_at(action, code=code, station_id=pk) for name, action in RIGHTS.items()}


def station_facts(station: Station) -> list[dict[str, Any]]:
    """The sections of the construction file: name, what is there in one line, the page of the section."""
    dossier = dossier_of(station)
    standings = dossier.section("standings")
    in_force = next((row for row in standings if row.state == StandingState.IN_FORCE), None)
    rooms = dossier.section("rooms")
    spans = [(row.weekday, row.opens, row.closes) for row in dossier.section("hours")]
    systems = dossier.section("systems")
    staffing = getattr(station, "staffing", None)
    signs = dossier.section("signs")
    photos = sum(len(room.photos) for room in rooms)
    held = dossier.section("declarations")
    opinions = len(dossier.section("opinions"))
    lines = [
        ("登记或备案", _standing_words(in_force, standings), "standing"),
        ("场所", station.site.address, "site-edit"),
        (
            "房间和照片",
            f"{'、'.join(f'{r.name} {square_metres(r.area)}' for r in rooms)}，照片 {photos} 张" if rooms else "",
            "rooms",
        ),
        ("设备", equipment_text(dossier.equipment()), "equipment"),
        ("开放时间", hours_text(spans), "hours"),
        ("标识牌", f"现挂 {len(signs)} 块" if signs else "", "signs"),
        (
            "人员",
            f"专职 {staffing.full_time}、兼职 {staffing.part_time}、持证 {staffing.certified}" if staffing else "",
            "staffing",
        ),
        ("六项制度", f"已采用 {len(systems)} 项，共 {len(SystemKind)} 项" if systems else "", "systems"),
        ("四方协作机制", "已订立" if "A08" in held else "", "mechanism"),
        ("合作方", _partner_words(station), "partners"),
        ("两委意见", f"建设意见 {opinions} 条" if opinions else "", "opinions"),
        ("年度计划和报告", _yearly_words(station), "yearly"),
    ]
    return [{"label": label, "text": text, "page": page} for label, text, page in lines]


def _standing_words(in_force: Any, standings: Any) -> str:
    if in_force is not None:
        return f"{in_force.get_form_display()}，{in_force.number}"
    return standings[0].get_state_display() if standings else ""


def _partner_words(station: Station) -> str:
    count = station.partners.filter(ended_on__isnull=True).count()
    return f"{count} 家" if count else ""


def _yearly_words(station: Station) -> str:
    last = station.site.yearly_papers.order_by("-year", "kind").first()
    return f"{last.year} 年{last.get_kind_display()}：{last.get_state_display()}" if last else ""


def siblings_of(station: Station, scope: Scope) -> list[Station]:
    """The other stations of the site that this reader may see."""
    rows = station.site.stations.within(scope, Action.STATION_VIEW).exclude(pk=station.pk)
    return list(rows.order_by("kind", "id"))


def next_moves(station: Station) -> list[State]:
    """Moves of the operating life that stand open: suspend, resume, close (the others belong to the programme)."""
    return {
        State.OPERATING: [State.SUSPENDED, State.CLOSING],
        State.SUSPENDED: [State.OPERATING, State.CLOSING],
        State.ACCEPTED: [State.CLOSING],
        State.CLOSING: [State.CLOSED],
        State.PLANNED: [State.CLOSED],
        State.SITED: [State.CLOSED],
        State.BUILDING: [State.CLOSED],
    }.get(State(station.state), [])
