"""A year of work at each full station: an operating social work station with somebody who works there.

Every station is another one and the same each time: its numbers are drawn by its own code. Each deed stands on its day.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from django.db import transaction

from liangzhan.activities.models import Activity, Group, Visit
from liangzhan.activities.rules.visits import VisitFacts
from liangzhan.activities.services.visits import record_visit
from liangzhan.casework.models import Case
from liangzhan.demo.people import officer
from liangzhan.demo.pictures import Album
from liangzhan.demo.visits import moment_of
from liangzhan.demo.year_cases import cases_of
from liangzhan.demo.year_events import activities_of, groups_of
from liangzhan.demo.year_needs import needs_of
from liangzhan.demo.year_place import Place
from liangzhan.demo.year_words import CHILDREN, CLIENTS, FOUND, GIVEN, MODES, SURNAMES
from liangzhan.people.models import Tie
from liangzhan.people.rules.importing import ClientRow
from liangzhan.people.services.importing import import_clients
from liangzhan.staff.models import Post
from liangzhan.stations.models import Site
from liangzhan.toolkit.periods import acting_on, today

LENGTH = 365  # days of the year that is told
MINUTES = (20, 25, 30, 40, 50)


def years_of(main: Site, album: Album, seed: int, say: Callable[[str], None], *, most: int) -> int:
    """A year at the first `most` full stations besides the main site; how many there were."""
    posts = full_stations(main)
    chosen = spread(posts, most)
    for number, post in enumerate(chosen, 1):
        dice = random.Random(f"{seed}:{post.station.division_code}")
        # One transaction for a station: a year of small deeds, each its own savepoint.
        with transaction.atomic():
            tell_year(Place(post.station, post.worker, album, dice))
        if number % 20 == 0:
            say(f"一年的服务 {number}/{len(chosen)} 个社会工作站")
    if chosen:
        say(
            f"一年的服务：{len(chosen)} 个社会工作站（全部 {len(posts)} 个正常运行、有人的站中均匀选取），"
            f"个案 {Case.objects.count()} 个，探访 {Visit.objects.count()} 次，"
            f"小组 {Group.objects.count()} 个，社区活动 {Activity.objects.count()} 项"
        )
    return len(chosen)


def full_stations(main: Site) -> list[Post]:
    """The post that answers for each operating social work station outside the main site, held for more than a year."""
    since = today() - dt.timedelta(days=LENGTH + 15)
    posts = Post.objects.in_force(today()).filter(
        station__kind="SW", station__state="OPERATING", role="SOCIAL_WORKER", starts_on__lte=since
    )
    rows = posts.exclude(station__site=main).select_related("worker__person", "station")
    first: dict[int, Post] = {}
    for post in rows.order_by("station__division_code", "id"):
        first.setdefault(post.station_id, post)
    return list(first.values())


def spread(posts: list[Post], most: int) -> list[Post]:
    """`most` of them evenly over the province (all for a negative number), so that every city has some."""
    if most < 0 or most >= len(posts):
        return posts
    return [posts[at * len(posts) // most] for at in range(most)]


def tell_year(place: Place) -> None:
    """Everything of one station."""
    with acting_on(today() - dt.timedelta(days=LENGTH + 8)):
        register(place)
    cases_of(place)
    visits_of(place)
    groups_of(place)
    activities_of(place)
    needs_of(place)


def register(place: Place) -> None:
    """Eight to twenty-five people with their categories, as a ledger that came in at the beginning."""
    dice, rows = place.dice, []
    first = dice.randrange(len(CLIENTS))
    for number in range(dice.randint(8, 25)):
        code, youngest, oldest, grade = CLIENTS[(first + number) % len(CLIENTS)]
        born = dt.date(today().year - dice.randint(youngest, oldest), dice.randint(1, 12), dice.randint(1, 28))
        given = dice.choice(CHILDREN if code[0] in "CL" else GIVEN)
        rows.append(
            ClientRow(
                number=number + 1,
                name=dice.choice(SURNAMES) + given,
                code=code,
                sex=dice.choice("12"),
                address=f"示例街 {dice.randint(1, 60)} 号 {dice.randint(1, 6)}-{dice.randint(1, 9)}-{dice.randint(1, 3)}",
                mobile="" if code[0] in "CL" else f"1390000{dice.randint(0, 9999):04d}",
                grade=grade,
                born_on=born,
                source="COMMITTEE",
                verified_on=today(),
            )
        )
    import_clients(rows=rows, station=place.station, by=officer("两委名单"))
    held = Tie.objects.live().filter(station=place.station, kind="CLIENT").select_related("person").order_by("id")
    place.people = [tie.person for tie in held]


def visits_of(place: Place) -> None:
    """Sixty to two hundred visits: whoever needs it most is seen most often."""
    dice = place.dice
    for number in range(dice.randint(60, 200)):
        person = place.people[min(dice.randrange(len(place.people)), dice.randrange(len(place.people)))]
        day, hour = place.hour(today() - dt.timedelta(days=1 + dice.randrange(LENGTH)))
        finding, service, condition, needs, action = dice.choice(FOUND)
        starts = moment_of(day, hour, dice.choice((0, 5, 10)))
        facts = VisitFacts(
            starts_at=starts,
            ends_at=starts + dt.timedelta(minutes=dice.choice(MINUTES)),
            mode="HOME" if finding == "ABSENT" else dice.choice(MODES),
            service_kind=service,
            finding=finding,
            condition=condition,
            needs_found=needs,
            action=action,
        )
        told = {"worker": place.worker, "station": place.station, "form_key": place.key(f"visit:{number}")}
        with acting_on(min(day + dt.timedelta(days=1), today())):
            record_visit(facts=facts, persons=[person], by=place.by, **told)
