"""May the construction file be changed now?"""

from __future__ import annotations

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.stations.choices import State
from liangzhan.stations.models import Site, Station
from liangzhan.stations.rules.lifecycle import file_problem
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.transitions import moves_of


def file_problem_of(site: Site) -> str:
    """Why the file of this site rests, "" when it may be changed (one query)."""
    return file_problem(site.stations.order_by("id").values_list("state", flat=True))


def require_open_file(site: Site) -> None:
    """Raises RuleBroken when neither station of the site may change its file."""
    if problem := file_problem_of(site):
        raise RuleBroken(problem)


def station_of_site(site: Site, scope: Scope, action: Action) -> Station | None:
    """The station through which this reader sees the site."""
    return site.stations.within(scope, action).order_by("id").first()


MAIN_WAY = (State.PLANNED, State.SITED, State.BUILDING, State.ACCEPTANCE_PENDING, State.ACCEPTED, State.OPERATING)


def stages_of_station(station: Station) -> list[dict[str, object]]:
    """The lifecycle as a row of stages with the day each was reached (one query). A side state takes its stage's place."""
    reached: dict[str, object] = {State.PLANNED: station.state_since if station.state == State.PLANNED else ""}
    reached.update({move.to_state: move.on for move in moves_of(station)})
    stages = [{"label": state.label, "on": reached.get(state, ""), "status": "next"} for state in MAIN_WAY]
    aside = {State.RECTIFYING: 3, State.SUSPENDED: 5, State.CLOSING: 5, State.CLOSED: 5}
    at = MAIN_WAY.index(State(station.state)) if station.state in MAIN_WAY else aside[State(station.state)]
    for stage in stages[:at]:
        stage["status"] = "done"
    stages[at] = {"label": station.get_state_display(), "on": station.state_since, "status": "now"}
    return stages
