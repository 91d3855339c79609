"""What the page of one worker shows, and what its reader may do there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.documents.models import KeptFile
from liangzhan.staff.choices.posts import PostState, RecognitionState
from liangzhan.staff.models import Post, Worker
from liangzhan.staff.queries.roll import state_of
from liangzhan.stations.choices import State
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today


@dataclass(frozen=True)
class PostLine:
    """A post as the reader sees it; `manages`: may change it."""

    post: Post
    state: PostState
    manages: bool


def post_lines(worker: Worker, actor: Actor, on: dt.date) -> list[PostLine]:
    """The worker's posts in the reader's scope, those in force first, the latest first."""
    rows = worker.posts.within(actor.scope, Action.STAFF_VIEW).select_related("station__site")
    lines = [PostLine(post, state_of(post, on), may_manage(actor, post)) for post in rows.order_by("-starts_on", "-id")]
    order = list(PostState)
    return sorted(lines, key=lambda line: order.index(line.state))


def may_manage(actor: Actor, post: Post) -> bool:
    """May the reader change posts at this station?"""
    return actor.may_at(Action.STAFF_MANAGE, code=post.division_code, station_id=post.station_id)


def rights_on(actor: Actor, lines: list[PostLine]) -> dict[str, bool]:
    """What the reader may do about the worker. `close`: the head, who reads what concerns the person (P2); officials do not."""
    manages = any(line.manages for line in lines if line.state != PostState.ENDED)
    recognises = any(
        actor.may_at(Action.STAFF_RECOGNISE, code=line.post.division_code)
        for line in lines
        if line.state != PostState.ENDED
    )
    return {"manages": manages, "close": manages and actor.reads("P2"), "recognises": recognises}


def stations_for(worker: Worker, scope: Scope, on: dt.date) -> QuerySet[Station]:
    """Stations where one more post of the worker may be opened by this reader: those of the worker's own sites."""
    sites = worker.posts.not_over(on).values("station__site_id")
    rows = Station.objects.within(scope, Action.STAFF_MANAGE).filter(site_id__in=sites)
    return rows.exclude(state=State.CLOSED).order_by("kind", "id")


def on_this_site(lines: list[PostLine]) -> list[tuple[int, int]]:
    """(site, station) of the posts in force, for the flag of both stations in one hand."""
    return [(one.post.station.site_id, one.post.station_id) for one in lines if one.state == PostState.IN_FORCE]


def initial_of(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The values of a row that a form begins with."""
    return {name: getattr(row, name) for name in names}


def may_read_files(actor: Actor, worker: Worker) -> bool:
    """Scans are read by the head, and by the county while it is asked to recognise."""
    rights = rights_on(actor, post_lines(worker, actor, today()))
    return rights["close"] or (rights["recognises"] and worker.recognition == RecognitionState.ASKED)


def file_of(worker: Worker, uuid: UUID) -> KeptFile | None:
    """One of the scans of this worker: a certificate's, or the proof of degree or training."""
    if worker.basis_file is not None and worker.basis_file.uuid == uuid:
        return worker.basis_file
    held = worker.certificates.filter(file__uuid=uuid).select_related("file").first()
    return held.file if held else None
