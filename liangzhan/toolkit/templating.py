"""The Jinja2 environment of every page: what a template may call, and how days, counts and clauses are written."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.middleware.csrf import get_token
from django.template.backends.utils import csrf_input_lazy
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment, StrictUndefined, Undefined

from liangzhan.toolkit.form_time import opened_field
from liangzhan.toolkit.menu import menu_for, tabs_for
from liangzhan.toolkit.periods import today

NOTHING = "—"
NUMERALS = "零一二三四五六七八九十"
CHAPTERS = {"0": "《通知》前言", "1": "《通知》一、总体要求"}
ANNEX = re.compile(r"^A([1-9])$")


def environment(**options: Any) -> Environment:
    """Called by Django's Jinja2 backend with the options of settings.TEMPLATES."""
    # Django's backend offers a forgiving `undefined` of its own; ours wins.
    strict = {"undefined": StrictUndefined, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(**{**options, **strict})  # noqa: S701 -- autoescape stands in `strict`
    env.globals.update(
        url=url,
        static=static,
        menu_for=menu_for,
        tabs_for=tabs_for,
        query_with=query_with,
        today=today,
        get_messages=get_messages,
        csrf_field=csrf_field,
        csrf_value=csrf_value,
        opened_field=opened_field,
        elder=elder,
        error_stamp=error_stamp,
    )
    env.filters.update(
        day=day,
        shortday=shortday,
        moment=moment,
        hourminute=hourminute,
        number=number,
        percent=percent,
        yuan=yuan,
        clause=clause,
        due_word=due_word,
        filesize=filesize,
    )
    return env


# What a template may call


def url(name: str, **kwargs: Any) -> str:
    """The address of a page by its URL name: url('stations:station-page', pk=3)."""
    return reverse(name, kwargs=kwargs)


def query_with(request: Any, **changes: Any) -> str:
    """The current query string with some keys changed ('' or None removes one); starts with '?'.

    Any change of filter or order starts again at the first page, so the cursor goes unless it is what changes.
    """
    query = {key: values for key, values in request.GET.lists() if key != "cursor"}
    for key, value in changes.items():
        query[key] = [] if value in ("", None) else value if isinstance(value, list | tuple) else [value]
    return "?" + urlencode([(key, value) for key, values in query.items() for value in values if value != ""])


def get_messages(request: Any) -> list[Any]:
    """What the last deed has to say; empty on pages without the message store (errors, mails)."""
    return list(messages.get_messages(request)) if hasattr(request, "_messages") else []


def csrf_field(request: Any) -> str:
    """The hidden CSRF input of a form, for macros, which do not see the page's `csrf_input`."""
    return csrf_input_lazy(request)  # type: ignore[no-any-return]


def csrf_value(request: Any) -> str:
    """The CSRF token itself, for what htmx sends."""
    return get_token(request)


def elder(request: Any) -> bool:
    """Has this browser asked for large type?"""
    return bool(getattr(request, "COOKIES", {}).get("elder") == "1")


def error_stamp() -> str:
    """Month, day and time to the second: enough to find the line in the log."""
    return f"{timezone.localtime():%m%d-%H%M%S}"


# How things are written


def _absent(value: Any) -> bool:
    if isinstance(value, Undefined):
        str(value)  # StrictUndefined says which name is missing
    return value is None or value == ""


def _local(value: Any) -> Any:
    """The day in Asia/Shanghai of a moment; a day as it is."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def day(value: Any) -> str:
    """2026年11月23日"""
    if _absent(value):
        return NOTHING
    on = _local(value)
    return f"{on.year}年{on.month}月{on.day}日"


def shortday(value: Any) -> str:
    """11月23日; the year is added when it is not this one."""
    if _absent(value):
        return NOTHING
    on = _local(value)
    return f"{on.month}月{on.day}日" if on.year == today().year else day(on)


def moment(value: Any) -> str:
    """11月23日 14:05, in Asia/Shanghai."""
    if _absent(value):
        return NOTHING
    at = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{shortday(at)} {at:%H:%M}"


def hourminute(value: Any) -> str:
    """14:05, in Asia/Shanghai."""
    if _absent(value):
        return NOTHING
    return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%H:%M}"


def number(value: Any) -> str:
    """1,234; decimals as far as they are there."""
    if _absent(value):
        return NOTHING
    if isinstance(value, float | Decimal):
        text = f"{value:,.2f}".rstrip("0").rstrip(".")
        return text if text != "-0" else "0"
    return f"{value:,}"


def percent(done: Any, total: Any) -> str:
    """62%; rounded down, so that 100% means all of it."""
    if _absent(done) or _absent(total) or not total:
        return NOTHING
    return f"{int(Decimal(str(done)) * 100 // Decimal(str(total)))}%"


def yuan(fen: Any) -> str:
    """123450 fen → 1,234.50 元; whole yuan without decimals."""
    if _absent(fen):
        return NOTHING
    sign, rest = ("-" if fen < 0 else ""), abs(int(fen))
    return f"{sign}{rest // 100:,}.{rest % 100:02d} 元" if rest % 100 else f"{sign}{rest // 100:,} 元"


def clause(identifier: str) -> str:
    """How officials cite a clause: '2.1.3' → 《通知》二（一）, 'A2' → 《通知》附件2."""
    if found := ANNEX.match(identifier):
        return f"《通知》附件{found[1]}"
    chapter, _, rest = identifier.partition(".")
    if chapter in CHAPTERS:
        return CHAPTERS[chapter]
    if not chapter.isdigit() or int(chapter) >= len(NUMERALS):
        return identifier
    section = rest.partition(".")[0]
    words = f"（{NUMERALS[int(section)]}）" if section.isdigit() and 0 < int(section) < len(NUMERALS) else ""
    return f"《通知》{NUMERALS[int(chapter)]}{words}"


def due_word(due_on: Any, on: dt.date | None = None) -> str:
    """今天, 明天, 3 天后, 逾期 4 天; nothing when there is no due date."""
    if _absent(due_on):
        return ""
    days = (due_on - (on or today())).days
    if days < 0:
        return f"逾期 {-days} 天"
    return {0: "今天", 1: "明天"}.get(days, f"{days} 天后")


def filesize(size: Any) -> str:
    """860 字节, 12 KB, 3.4 MB."""
    if _absent(size):
        return NOTHING
    if size < 1024:
        return f"{size} 字节"
    if size < 1024 * 1024:
        return f"{round(size / 1024)} KB"
    return f"{size / 1024 / 1024:.1f} MB"
