"""待办 and 预警 of the returns. Two queries each at most."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.reporting.choices import ReturnState
from liangzhan.reporting.models import Return
from liangzhan.reporting.queries.return_counts import overdue_below
from liangzhan.reporting.queries.returns import to_accept, to_write
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel

FEW = 5  # beyond that one line stands for all


def returns_to_write(actor: Actor, today: dt.date) -> list[Todo]:
    """One's own returns: hand in, or mend what was sent back."""
    if not actor.may(Action.RETURN_WRITE):
        return []
    rows = list(to_write(actor).defer("figures", "words").order_by("due_on", "pk")[: FEW + 1])
    found = [_own(row, today) for row in rows[:FEW]]
    if len(rows) > FEW:
        found.append(Todo("核对", "其余待报送的报表", reverse("reporting:return-list") + "?state=DRAFT"))
    return found


def _own(row: Return, today: dt.date) -> Todo:
    returned = row.state == ReturnState.RETURNED
    words = f"{row.unit_name}{row.period_words}{row.form.name}"
    tone = "miss" if returned or row.due_on < today else "wait"
    verb = "修改退回的" if returned else "核对并报送"
    return Todo(verb, words, reverse("reporting:return-page", args=[row.pk]), row.due_on, 1, tone)


def returns_to_accept(actor: Actor, today: dt.date) -> list[Todo]:
    """What the level just below handed in: one line, or the return itself where it is the only one."""
    if not actor.may(Action.RETURN_ACCEPT):
        return []
    rows = list(to_accept(actor).values_list("pk", "unit_name", "form__name", "level")[:100])
    if len(rows) == 1:
        pk, unit, form, _ = rows[0]
        return [Todo("审核", f"{unit}{form}", reverse("reporting:return-page", args=[pk]))]
    count = f"{len(rows)} 份" if len(rows) < 100 else "100 多份"
    href = f"{reverse('reporting:return-list')}?state=SUBMITTED&level={rows[0][3]}" if rows else ""
    return [Todo("审核", f"{count}下级报表", href, count=len(rows))] if rows else []


def returns_missing(actor: Actor, today: dt.date) -> list[Todo]:
    """Units just below whose day has passed: one line."""
    if not actor.may(Action.RETURN_ACCEPT):
        return []
    count, level = overdue_below(actor, on=today)
    href = f"{reverse('reporting:return-list')}?state=MISSING&level={level}"
    return [Todo("催报", f"{count} 份逾期未报的下级报表", href, count=count, tone="miss")] if count else []


def register() -> None:
    """Called once."""
    desk_panel(returns_to_write)
    desk_panel(returns_to_accept)
    warning_panel(returns_missing)
