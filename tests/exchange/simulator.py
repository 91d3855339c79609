"""The other side and the way there: drops, doubles, reorders and delays files, rejects lines. Seeded, so it can be repeated."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from liangzhan.exchange.choices import Verdict
from liangzhan.exchange.rules.bridge import Answer

Sent = tuple[str, list[tuple[int, str, str]]]  # batch number, [(line, object, content)]


@dataclass
class OtherSide:
    """Takes each batch number once and answers a repeated one as the first time; holds the newest content of each object."""

    random: random.Random
    rejects: float = 0.3
    holds: dict[str, str] = field(default_factory=dict)
    answered: dict[str, list[Answer]] = field(default_factory=dict)

    def take(self, sent: Sent) -> list[Answer]:
        """The receipt of a batch."""
        number, lines = sent
        if number not in self.answered:
            self.answered[number] = [self._line(number, *line) for line in lines]
        return self.answered[number]

    def _line(self, number: str, line: int, ref: str, content: str) -> Answer:
        if self.random.random() < self.rejects:
            return Answer(number, line, Verdict.REJECTED, reason="示例：对方没有写明")
        self.holds[ref] = content
        return Answer(number, line, Verdict.ACCEPTED, national_no=f"N{ref}")


@dataclass
class Way:
    """Messages in one direction. What is put in may come out never, later, twice, in another order."""

    random: random.Random
    drops: float = 0.3
    doubles: float = 0.3
    under_way: list[object] = field(default_factory=list)

    def put(self, message: object) -> None:
        """Hand a message over."""
        if self.random.random() < self.drops:
            return
        self.under_way.append(message)
        if self.random.random() < self.doubles:
            self.under_way.append(message)

    def out(self) -> object | None:
        """Any one of those under way, or None."""
        if not self.under_way:
            return None
        return self.under_way.pop(self.random.randrange(len(self.under_way)))


def calm(there: Way, back: Way, other: OtherSide) -> None:
    """From now on nothing is lost or rejected; what is under way still is."""
    there.drops = back.drops = there.doubles = back.doubles = other.rejects = 0
