"""When a notice is reminded of, and when a failed delivery is tried again. Pure."""

from __future__ import annotations

import datetime as dt

SOON_DAYS = 3
PAUSES = (1, 5, 30, 120)  # minutes before the second, third, … try
LONGEST = 300


def reminder_of(due_on: dt.date | None, today: dt.date) -> str:
    """Which reminder is owed on a day: "soon" (due within three days), "late" (overdue), or "" for none."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    return "late" if days < 0 else "soon" if days <= SOON_DAYS else ""


def job_subject(uuid: object) -> str:
    """The subject under which the end of a job is told, once."""
    return f"toolkit.job:{uuid}"


def job_text(title: str, *, done: bool) -> str:
    """What the starter of long work reads when it has ended."""
    return f"“{title}”{'已办完，可以查看结果。' if done else '没有办成，请查看原因。'}"


def reminder_subject(subject: str, which: str) -> str:
    """The subject of a reminder, so that settling the matter settles its reminders too."""
    return f"{subject}#{which}"[:120]


def subjects_of(subject: str) -> list[str]:
    """A subject with those of its reminders."""
    return [subject, reminder_subject(subject, "soon"), reminder_subject(subject, "late")]


def reminder_text(text: str, due_on: dt.date, today: dt.date) -> str:
    """逾期 4 天：… or 3 天后到期：…"""
    days = (due_on - today).days
    head = f"逾期 {-days} 天" if days < 0 else "今天到期" if days == 0 else f"{days} 天后到期"
    return f"{head}：{text}"[:LONGEST]


def pause_after(attempts: int) -> dt.timedelta | None:
    """How long to wait after so many failed tries; None when it is given up."""
    return dt.timedelta(minutes=PAUSES[attempts - 1]) if 1 <= attempts <= len(PAUSES) else None
