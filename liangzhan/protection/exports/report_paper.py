"""The report on paper: to be handed to the police, or kept with the station's own papers."""

from __future__ import annotations

from django.utils import timezone

from liangzhan.people.choices import Sex
from liangzhan.protection.choices import Recipient, ReportBasis, Situation
from liangzhan.protection.queries.reports import ReportState
from liangzhan.protection.rules.reports import Known, Told, elapsed_words
from liangzhan.toolkit.papers import render_pdf


def _moment(value: object) -> str:
    return f"{timezone.localtime(value):%Y年%-m月%-d日 %H:%M}" if value else ""  # type: ignore[arg-type]


def blank_pdf() -> bytes:
    """The same form to fill in by hand, for whoever has no phone."""
    everything = Known(bases=tuple(ReportBasis.values), situations=tuple(Situation.values))
    return _set(everything, place="", found="", elapsed="", blank=True)


def report_pdf(state: ReportState, place: str) -> bytes:
    """What is known by now. The reporter's name is not on it: a line is left to sign on, if the police ask for it."""
    stopped = state.stopped
    elapsed = elapsed_words(state.report.found_at, stopped.reported_at) if stopped and stopped.reported_at else ""
    return _set(state.known, place=place, found=_moment(state.report.found_at), elapsed=elapsed)


def _set(known: Known, *, place: str, found: str, elapsed: str, blank: bool = False) -> bytes:
    return render_pdf(
        "protection/report.typ",
        {
            "place": place,
            "found": found,
            "made": _moment(timezone.now()),
            "bases": [ReportBasis(one).label for one in known.bases],
            "situations": [Situation(one).label for one in known.situations],
            "victim": [
                ["姓名或称呼", known.victim_called],
                ["性别", Sex(known.victim_sex).label if known.victim_sex else ""],
                ["大约年龄", known.victim_age],
            ],
            "observed": known.facts_observed,
            "told": known.facts_told,
            "recipients": [_recipient(one) for one in known.told],
            "elapsed": elapsed,
            "blank": blank,
        },
    )


def _recipient(one: Told) -> list[str]:
    return [
        Recipient(one.reported_to).label,
        one.reported_to_name,
        _moment(one.reported_at),
        one.receiver,
        one.receipt_number,
    ]
