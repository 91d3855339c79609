"""Projects answer needs, and tell what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.needs.choices import NeedState, ProjectEvent, ProjectState
from liangzhan.needs.models import Need, Project, ProjectMeasure, ProjectNeed
from liangzhan.needs.models.need import WAITING
from liangzhan.needs.rules.needs import NEED_TABLE
from liangzhan.needs.rules.projects import NO_NEED, PROJECT_TABLE, ProjectFacts, finish_problem, project_problems
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move, move_all

OVER = (ProjectState.DONE, ProjectState.STOPPED)


@recorded(ProjectEvent.SAVED, keep=["station"])
def open_project(*, facts: ProjectFacts, station: Station, needs: Sequence[Need], form_key: UUID, by: Actor) -> Project:
    """A new project with the needs it answers, once for each `form_key`; needs that waited are planned with it."""
    if (held := Project.objects.filter(form_key=form_key, station=station).first()) is not None:
        return held
    _check(facts, needs, station)
    year = facts.starts_on.year
    number = next_number(f"project:{station.division_code}:{year}")
    project = Project(
        station=station,
        division_code=station.division_code,
        number=f"{station.division_code}-PROJ-{year}-{number:04d}",
        form_key=form_key,
        state_since=today(),
        registered_at=moment(),
        registered_by=by,
    )
    _write(project, facts)
    _link(project, needs, by)
    return project


@recorded(ProjectEvent.SAVED, keep=["project"])
def correct_project(*, project: Project, facts: ProjectFacts, needs: Sequence[Need], by: Actor) -> Project:
    """Put a project right while it is not over; needs may join and leave, one stays at least."""
    project = _open(project)
    _check(facts, needs, project.station)
    _write(project, facts)
    ProjectNeed.objects.filter(project=project).exclude(need__in=[need.pk for need in needs]).delete()
    _link(project, needs, by)
    return project


@recorded(ProjectEvent.STARTED)
def start_project(*, project: Project, by: Actor) -> Project:
    """From today it runs. Refused while it names no need."""
    if not project.links.exists():
        raise RuleBroken(NO_NEED, field="needs")
    return move(project, ProjectState.RUNNING, table=PROJECT_TABLE, by=by)


@recorded(ProjectEvent.FINISHED)
def finish_project(*, project: Project, outcome: str, by: Actor) -> Project:
    """It is done, with what came of it and every measure taken."""
    field, problem = finish_problem(outcome, project.measures.filter(after__isnull=True).count())
    if problem:
        raise RuleBroken(problem, field=field)
    return move(project, ProjectState.DONE, table=PROJECT_TABLE, by=by, outcome=outcome.strip())


@recorded(ProjectEvent.STOPPED, keep=["reason"])
def stop_project(*, project: Project, reason: str, by: Actor) -> Project:
    """It does not go on; its needs stay open and are answered otherwise."""
    if not reason.strip():
        raise RuleBroken("请写明中止的理由。", field="reason")
    return move(
        project, ProjectState.STOPPED, table=PROJECT_TABLE, by=by, reason=reason.strip(), outcome=reason.strip()
    )


@recorded(ProjectEvent.MEASURED, keep=["name"])
def add_measure(
    *, project: Project, name: str, unit: str, before: Decimal, target: Decimal, by: Actor
) -> ProjectMeasure:
    """What will be measured: where it stands now and what is aimed at."""
    project = _open(project)
    if not name.strip():
        raise RuleBroken("请填写指标。", field="name")
    if project.measures.filter(name=name.strip()).exists():
        raise RuleBroken("这个指标已经有了。", field="name")
    return ProjectMeasure.objects.create(
        project=project, name=name.strip(), unit=unit.strip(), before=before, target=target
    )


@recorded(ProjectEvent.MEASURED, keep=["measure", "on"])
def take_measure(*, measure: ProjectMeasure, after: Decimal, by: Actor, on: dt.date | None = None) -> ProjectMeasure:
    """What came of it on a day; measured again it is put right while the project is not over."""
    project, day = _open(measure.project), on or today()
    if day > today() or day < project.starts_on:
        raise RuleBroken("测量日期应在项目开始和今天之间。", field="on")
    measure.after, measure.measured_on = after, day
    measure.save(update_fields=["after", "measured_on"])
    return measure


def _open(project: Project) -> Project:
    held = Project.objects.select_for_update(of=("self",)).select_related("station").get(pk=project.pk)
    if held.state in OVER:
        raise RuleBroken(f"项目{held.get_state_display()}，不能再改。")
    return held


def _check(facts: ProjectFacts, needs: Sequence[Need], station: Station) -> None:
    for field, sentence in project_problems(facts, need_count=len(needs)).items():
        raise RuleBroken(sentence, field=field)
    if any(need.station_id != station.pk for need in needs):  # type: ignore[attr-defined]
        raise RuleBroken("请选择本站登记的需求。", field="needs")


def _write(project: Project, facts: ProjectFacts) -> None:
    for name in ("name", "goals", "responsible"):
        setattr(project, name, getattr(facts, name).strip())
    project.kind, project.starts_on, project.ends_on = facts.kind, facts.starts_on, facts.ends_on
    project.save()


def _link(project: Project, needs: Sequence[Need], by: Actor) -> None:
    """The project answers these; needs that still waited are planned with it."""
    held = set(ProjectNeed.objects.filter(project=project).order_by("id").values_list("need_id", flat=True))
    fresh = [need for need in needs if need.pk not in held]
    ProjectNeed.objects.bulk_create(ProjectNeed(project=project, need=need, linked_on=today()) for need in fresh)
    waiting = [need for need in needs if need.state in WAITING]
    move_all(waiting, NeedState.PLANNED, table=NEED_TABLE, by=by)
    ids = [need.pk for need in waiting]
    Need.objects.filter(pk__in=ids, answered_on__isnull=True).update(answered_on=today())
