"""Real-name check: the door to an outside checker. The embedded one knows the format and never says more than FORMAT."""

from __future__ import annotations

from collections.abc import Callable

from liangzhan.people.rules.identity import PersonFacts, number_problem
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import CheckResult

Checker = Callable[[PersonFacts], CheckResult]


def format_only(facts: PersonFacts) -> CheckResult:
    """What the platform can say by itself: the number is well formed. It never proves who somebody is (Annex A)."""
    wrong = number_problem(facts.id_kind, facts.id_number, today=today())
    return CheckResult.UNCHECKED if not facts.id_number or wrong else CheckResult.FORMAT


CHECKERS: dict[str, Checker] = {"embedded": format_only}


def check_identity(facts: PersonFacts, *, checker: str = "embedded") -> CheckResult:
    """Ask the checker; one that was never connected is not asked, and the embedded one answers."""
    return CHECKERS.get(checker, format_only)(facts)
