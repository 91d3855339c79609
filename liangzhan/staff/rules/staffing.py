"""How many people a station has, counted from posts [N 二(四)]. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from liangzhan.staff.choices.posts import Employment, ProfessionalBasis
from liangzhan.staff.rules.posts import OWN_STAFF
from liangzhan.staff.rules.qualification import bases_of
from liangzhan.stations.choices import StationKind
from liangzhan.stations.rules.staffing import StaffCount


@dataclass(frozen=True)
class CountedPost:
    """A post with what its holder is. `passed_on`: the first certificate's day."""

    worker_id: int
    role: str
    employment: str
    starts_on: dt.date
    ends_on: dt.date | None
    basis: str
    recognition: str
    recognition_on: dt.date | None
    passed_on: dt.date | None

    def in_force(self, on: dt.date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)

    def certified(self, on: dt.date) -> bool:
        return self.passed_on is not None and self.passed_on <= on

    def bases(self, on: dt.date) -> set[str]:
        return bases_of(
            basis=self.basis,
            recognition=self.recognition,
            recognition_on=self.recognition_on,
            passed_on=self.passed_on,
            on=on,
        )


def has_begun(posts: Iterable[CountedPost], on: dt.date) -> bool:
    """Does the platform know any post of the station by that day? From then on nobody declares numbers."""
    return any(post.starts_on <= on for post in posts)


def own_staff(posts: Iterable[CountedPost], on: dt.date) -> list[CountedPost]:
    """Posts of the station's own staff in force on the day; supervisors come from outside, volunteers never are staff."""
    return [post for post in posts if post.role in OWN_STAFF and post.in_force(on)]


def count(posts: Iterable[CountedPost], *, kind: str, on: dt.date, bases: Collection[str]) -> StaffCount:
    """Persons in post on the day, each once, full time when one of the posts is.

    At a social work station only 社会工作专业人才 count (2.4.1), by the bases in force; at a volunteer service station
    everybody who works there (2.4.4).
    """
    staff = own_staff(posts, on)
    if kind == StationKind.SW:
        staff = [post for post in staff if post.bases(on) & set(bases)]
    full = {post.worker_id for post in staff if post.employment == Employment.FULL_TIME}
    everybody = {post.worker_id: post for post in staff}
    certified = sum(post.certified(on) for post in everybody.values())
    words = basis_words(everybody.values(), on=on, bases=bases) if kind == StationKind.SW else ""
    return StaffCount(len(full), len(everybody) - len(full), certified, words)


def basis_words(posts: Iterable[CountedPost], *, on: dt.date, bases: Collection[str]) -> str:
    """持证 1 人、受训并经县级认定 1 人: each person by the strongest basis that counts."""
    found: Counter[str] = Counter()
    for post in posts:
        held = post.bases(on) & set(bases)
        found[next(basis.value for basis in ProfessionalBasis if basis.value in held)] += 1
    return "、".join(f"{basis.label} {found[basis.value]} 人" for basis in ProfessionalBasis if found[basis.value])
