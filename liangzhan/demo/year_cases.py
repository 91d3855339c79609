"""The cases of a full station's year: some closed and followed up, some under way, one that was not taken on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from liangzhan.casework.models import Case
from liangzhan.casework.queries.papers import objectives_in_force
from liangzhan.casework.rules.closing import ClosingFacts
from liangzhan.casework.rules.follow_up import FollowUpFacts
from liangzhan.casework.services.closings import approve_closing, request_closing
from liangzhan.casework.services.follow_ups import record_follow_up
from liangzhan.casework.services.reviews import save_review
from liangzhan.demo.casework import Keeper, Story
from liangzhan.demo.people import officer
from liangzhan.demo.year_place import Place
from liangzhan.demo.year_words import MODELS
from liangzhan.people.models import Person
from liangzhan.people.queries.categories import primary_of
from liangzhan.toolkit.periods import acting_on, today

# How far a case came; the first of a station is always closed. Days ago it was begun, at least and at most.
WAYS = (
    ("CLOSED", 200, 340),
    ("INTERVENE", 60, 150),
    ("CLOSED", 160, 300),
    ("ACCEPTED", 2, 5),
    ("EVALUATE", 110, 160),
    ("PLAN", 14, 20),
    ("DECLINED", 20, 200),
    ("AGREED", 5, 9),
    ("NEW", 1, 1),
)
HEAD = officer("站长（示例）")


def cases_of(place: Place) -> None:
    """Two to six cases, the ways turned a little at each station."""
    dice = place.dice
    number, turn = dice.randint(2, 6), dice.randrange(len(WAYS) - 1)
    chosen = [WAYS[0], *((*WAYS[1:], *WAYS[1:])[turn : turn + number - 1])]
    held = primary_of([one.pk for one in place.people], place.station, today())
    keeper = Keeper(place.station, place.album.file("paper"), worker=place.worker)
    for at, (until, least, most) in enumerate(chosen):
        person = place.people[at]
        tell(place, keeper, person, story_of(person, held[person.pk], until, dice.randint(least, most)))


def story_of(person: Person, code: str, until: str, begun: int) -> Story:
    """A model story about this person."""
    model = MODELS.get(code[:1] or "E", MODELS["E"])
    minor = bool(person.born_on) and person.born_on.year > today().year - 18
    return replace(
        model,
        name=person.name,
        born_on=person.born_on or model.born_on,
        sex=person.sex,
        category=code,
        begun=begun,
        until=until,
        visits=model.visits or MODELS["E"].visits,
        aims=model.aims or MODELS["E"].aims,
        goal=model.goal or MODELS["E"].goal,
        guardian=f"{person.name[0]}某（家长）" if minor else "",
        before=tuple(1 + (begun + at) % 3 for at in range(8)),
        after=(),
    )


def tell(place: Place, keeper: Keeper, person: Person, story: Story) -> None:
    """The papers of one case, as far as it came."""
    case = keeper.open(story, person)
    if story.until in ("NEW", "DECLINED", "ACCEPTED"):
        return
    keeper.agree(case, story, 2)
    if story.until == "AGREED":
        return
    keeper.assess(case, story, 7)
    keeper.plan(case, story, 11, agreed=story.until != "PLAN")
    if story.until == "PLAN":
        return
    for at, words in enumerate(story.visits):
        wanted = min(
            case.opened_on + dt.timedelta(days=17 + at * (9 + story.begun % 5)), today() - dt.timedelta(days=1)
        )
        day, hour = place.hour(wanted)
        keeper.visit(case, words, day, kind=story.kinds, hour=hour)
    if story.until in ("EVALUATE", "CLOSED"):
        review(case, keeper)
    if story.until == "CLOSED":
        close(case, keeper, place)


def review(case: Case, keeper: Keeper) -> None:
    """C-06."""
    day = case.opened_on + dt.timedelta(days=75)
    progress = {str(one.uuid): 50 + 10 * (one.position % 4) for one in objectives_in_force(case)}
    with acting_on(day):
        words = {"findings": "约定的事大半做到，情绪比开始时好。", "plan_changes": "目标不变，见面改为两周一次。"}
        save_review(case=case, on=day, progress=progress, by=keeper.by, **words)


def close(case: Case, keeper: Keeper, place: Place) -> None:
    """C-08 with the scores, approved where somebody else is there, and the follow-ups that are due until now."""
    dice = place.dice
    day = case.opened_on + dt.timedelta(days=dice.randint(110, 130))
    facts = ClosingFacts(
        reason=dice.choice(("GOAL_MET", "GOAL_MET", "GOAL_MET", "CLIENT_ENDS", "MOVED")),
        on=day,
        progress={str(one.uuid): dice.choice((60, 70, 80, 90, 100)) for one in objectives_in_force(case)},
        scores=tuple(dice.randint(3, 5) for _ in range(8)),
        client_opinion="比以前踏实，知道有事找谁。",
        satisfaction=dice.choice((4, 5, 5)),
        open_issues="换季时还要多留意。",
        separation="提前两次见面说明，最后一次一起看了变化。",
        follow_up_plan="一个月后电话回访，以后结合探访当面看。",
    )
    with acting_on(day):
        closing = request_closing(case=case, facts=facts, by=keeper.by)
        if closing.waits:
            approve_closing(closing=closing, note="同意结案。", by=HEAD)
    for row in case.follow_ups.filter(due_on__lt=today() - dt.timedelta(days=3)).order_by("due_on"):
        with acting_on(row.due_on):
            told = FollowUpFacts(
                row.due_on, "PHONE", dice.choice(("STABLE", "STABLE", "STABLE", "LOST")), "电话回访。", False
            )
            record_follow_up(follow_up=row, facts=told, by=keeper.by)
