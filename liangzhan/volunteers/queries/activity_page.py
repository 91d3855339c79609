"""What the page of one activity shows; one sign-up within the reader's stations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.credentials.choices import TrainingKind
from liangzhan.needs.models import Need, Project
from liangzhan.needs.rules.projects import first_service_days
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.rules.showing import Face
from liangzhan.toolkit.models import Move
from liangzhan.toolkit.periods import moment
from liangzhan.toolkit.transitions import moves_of
from liangzhan.volunteers.choices import SignUpState, Skill, VolunteerActivityState
from liangzhan.volunteers.models import SignUp, VolunteerActivity, VolunteerPost
from liangzhan.volunteers.queries.activities import sign_ups_shown
from liangzhan.volunteers.queries.activity_list import CAME
from liangzhan.volunteers.queries.register_page import words_of

U = SignUpState
# In the order a keeper works on them.
SHOWN = (U.APPLIED, U.ACCEPTED, U.WAITLIST, U.ATTENDED, U.NO_SHOW, U.WITHDRAWN, U.REJECTED)


@dataclass(frozen=True)
class PostLine:
    """A post with its seats; `asks` what it asks for, in words."""

    post: VolunteerPost
    taken: int
    waiting: int
    left: int
    asks: str


def post_lines(activity: VolunteerActivity) -> list[PostLine]:
    """Posts with seats taken, waiting and left. Two queries."""
    counted = Counter(SignUp.objects.filter(activity=activity).values_list("post_id", "state"))
    found = []
    for post in activity.posts.order_by("pk"):
        taken = sum(counted[post.pk, str(state)] for state in CAME)
        waiting = counted[post.pk, str(U.WAITLIST)]
        found.append(PostLine(post, taken, waiting, max(0, post.seats - taken), asks_of(post)))
    return found


def asks_of(post: VolunteerPost) -> str:
    """What a post asks for, in one line."""
    parts = [
        post.conditions,
        f"年满 {post.min_age} 周岁" if post.min_age is not None else "",
        f"技能：{words_of(post.skills, dict(Skill.choices))}" if post.skills else "",
        f"证书：{post.licence}" if post.licence else "",
        f"培训：{TrainingKind(post.training).label}" if post.training else "",
    ]
    return "；".join(one for one in parts if one)


def conditions_of(activity: VolunteerActivity) -> list[tuple[str, str]]:
    """What the whole activity asks for and gives: label and words, only what there is."""
    ages = (
        f"{'' if activity.min_age is None else f'年满 {activity.min_age} 周岁'}"
        f"{'' if activity.max_age is None else f' 不超过 {activity.max_age} 周岁'}"
    )
    training = TrainingKind(activity.training).label if activity.training else ""
    pairs = [
        ("年龄", ages.strip()),
        ("上岗前培训", str(training)),
        ("与未成年人接触", "是，参加的人须有一年内的从业查询" if activity.with_minors else ""),
        ("保障", activity.guarantees),
        ("时长认定", activity.hour_rule),
        ("休息", f"{activity.break_minutes} 分钟，不计入时长" if activity.break_minutes else ""),
        ("书面协议", "签订" if activity.agreement else ""),
    ]
    return [(label, words) for label, words in pairs if words]


@dataclass(frozen=True)
class SignUpLine:
    """A sign-up with the face of its volunteer, as the reader may see it."""

    row: SignUp
    face: Face


def by_state(rows: list[SignUp], faces: dict[int, Face]) -> list[tuple[str, list[SignUpLine]]]:
    """(state, lines) in the order of work; states without anybody are left out."""
    lines = [SignUpLine(row, faces[row.volunteer.person_id]) for row in rows]
    grouped = [(state, [line for line in lines if line.row.state == state]) for state in SHOWN]
    return [(str(state.label), found) for state, found in grouped if found]


def sign_up_within(scope: Scope, uuid: UUID) -> SignUp | None:
    """One sign-up of the reader's own stations, or None."""
    rows = SignUp.objects.within(scope, Action.VOLUNTEERING_MANAGE).filter(uuid=uuid)
    related = ("activity__station", "activity__occasion", "volunteer__person", "volunteer__station", "post")
    return rows.select_related(*related).first()


def days_to_service(project: Project | None) -> int | None:
    """Days from the first need of the project to its first service, or None while there is none."""
    if project is None:
        return None
    rows = Need.objects.filter(links__project=project).order_by("id").values_list("raised_on", "served_on")
    return first_service_days(rows)


def steps_of(activity: VolunteerActivity) -> list[tuple[Move, str]]:
    """(change, its word) of the activity's states, oldest first."""
    return [(one, str(VolunteerActivityState(one.to_state).label)) for one in moves_of(activity)]


def activity_rows(scope: Scope, action: Action) -> QuerySet[VolunteerActivity]:
    """Activities of the reader's places with what their page names."""
    rows = VolunteerActivity.objects.within(scope, action)
    return rows.select_related("station__site", "project", "occasion")


def like_within(scope: Scope, uuid: str) -> VolunteerActivity | None:
    """The activity of `?like=` at the reader's own stations, or None."""
    try:
        wanted = UUID(uuid)
    except ValueError:
        return None
    return activity_rows(scope, Action.VOLUNTEERING_MANAGE).filter(uuid=wanted).first()


def shown_of(activity: VolunteerActivity, actor: Actor) -> dict[str, Any]:
    """Everything the page shows; sign-ups only to whoever organises it. `sensitive`: whole names are among them."""
    place: dict[str, Any] = {"code": activity.division_code, "station_id": activity.station_id}
    manages = actor.may_at(Action.VOLUNTEERING_MANAGE, **place)
    rows = list(sign_ups_shown(activity, actor.scope)) if manages else []
    faces = faces_of([one.volunteer.person for one in rows], actor)
    return {
        "posts": post_lines(activity),
        "conditions": conditions_of(activity),
        "days": days_to_service(activity.project),
        "when": when_words(activity.starts_at, activity.ends_at),
        "steps": steps_of(activity),
        "now": moment(),
        "manages": manages,
        "reviews": actor.may_at(Action.VOLUNTEERING_REVIEW, **place),
        "groups": by_state(rows, faces),
        "asked": sum(row.state == U.APPLIED for row in rows),
        "sensitive": any(face.sensitive for face in faces.values()),
    }


def facts_again(activity: VolunteerActivity) -> dict[str, Any]:
    """What is offered again in a form, by the names of the form; posts as `post_1_name` and so on."""
    names: tuple[str, ...] = (
        "title",
        "area",
        "organiser",
        "leader",
        "place",
        "content",
        "risk_level",
        "risk_note",
        "guarantees",
    )
    names += ("training", "min_age", "max_age", "with_minors", "restricted", "clients_heads", "break_minutes")
    given = {name: getattr(activity, name) for name in (*names, "hour_rule", "agreement")}
    given["project"] = str(activity.project.uuid) if activity.project else ""
    for at, post in enumerate(activity.posts.order_by("pk"), 1):
        for name in ("name", "seats", "conditions", "skills", "licence", "training", "min_age"):
            given[f"post_{at}_{name}"] = getattr(post, name)
    return given


def page_of_occasion(occasion: Any) -> tuple[str, str] | None:
    """(title, address) of the activity behind a date in the calendar, or None."""
    uuid = VolunteerActivity.objects.filter(occasion=occasion).values_list("uuid", flat=True).first()
    return ("志愿服务活动", reverse("volunteers:activity-page", kwargs={"uuid": uuid})) if uuid else None
