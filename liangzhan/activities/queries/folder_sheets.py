"""What the folders of groups and activities have in common: days and money in words, kept files as enclosures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.timezone import localtime

from liangzhan.activities.models import Activity, Group, RatingSheet
from liangzhan.activities.rules.activity_ratings import SCORE_WORDS, satisfaction_of
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.documents.rules.folders import Enclosure, Part
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.queries.presence import stays_in
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.people.models import Person
from liangzhan.people.queries.cards import names_at

Pairs = Sequence[tuple[str, str]]


def day(value: dt.date | None) -> str:
    """As every sheet writes it."""
    return f"{value:%Y-%m-%d}" if value else "—"


def day_of(at: dt.datetime) -> dt.date:
    """The local day of a moment."""
    return localtime(at).date()


def yuan(fen: int) -> str:
    """Yuan with two decimals."""
    return f"{fen // 100:,}.{fen % 100:02d} 元"


def enclosed(files: Iterable[tuple[KeptFile | None, str]]) -> tuple[Enclosure, ...]:
    """Kept files with their titles; what is not there is left out."""
    return tuple(Enclosure(title, one.media_type, lambda one=one: open_file(one)) for one, title in files if one)


def approval_facts(plan: Group | Activity) -> list[tuple[str, str]]:
    """Who submitted and who approved, and whether by himself."""
    alone = "（没有其他审批人，由本人确认）" if plan.self_approved else ""
    decided = f"{plan.decided_by.label}{alone} {plan.decision_reason}".strip() if plan.decided_by else "—"
    return [
        ("提交人", plan.submitted_by.label if plan.submitted_by else "—"),
        ("审批", decided),
        ("审批日期", day(day_of(plan.decided_at)) if plan.decided_at else "—"),
        *([("取消原因", plan.cancelled_reason)] if plan.cancelled_reason else []),
    ]


def roll_part(occasion: Occasion, plan: Group | Activity, code: str, title: str, *, names: bool) -> Part:
    """签到: who was there and for how long, how many without a name, the signed sheets. `names=False`: heads alone."""
    stays = stays_in(occasion)
    facts = [
        ("时间", when_words(occasion.starts_at, occasion.ends_at)),
        ("地点", occasion.place or "—"),
        ("登记姓名", f"{len({one.person_id for one in stays})} 人（含工作人员）" if names else "不登记姓名"),
        ("未登记姓名", f"{occasion.unidentified_heads} 人"),
    ]
    rows: list[list[str]] = []
    if names:
        persons = list(Person.objects.filter(pk__in={one.person_id for one in stays}))
        called = names_at(persons, plan.station)
        called |= {one.person_id: f"{one.display_name}（负责人）" for one in plan.leaders}
        rows = [[called.get(one.person_id, "—"), f"{one.minutes} 分钟"] for one in stays]
    tables = (
        [{"caption": "签到", "columns": ["姓名", {"title": "时长", "width": "30mm"}], "rows": rows}] if rows else []
    )
    sheets = occasion.sheets.select_related("file").order_by("pk") if names else ()
    files = enclosed((one.file, "签到表") for one in sheets)
    return Part(title, code, day_of(occasion.starts_at), plan.leader.display_name, sheet(facts, tables=tables), files)


def ratings_part(ratings: RatingSheet, code: str, title: str) -> Part:
    """满意度: how many gave each score on either way, what was written, the scanned slips."""
    found = satisfaction_of(ratings.counts, fewest=1)
    facts = [
        ("评价份数", f"{found.n} 份（线上 {ratings.online}，纸质 {ratings.paper}）"),
        ("平均分", str(found.mean or "—")),
    ]
    rows = [[f"{score} 分 {words}", str(ratings.counts[score])] for score, words in SCORE_WORDS.items()]
    tables = [{"caption": "评分", "columns": ["评分", {"title": "份数", "width": "30mm"}], "rows": rows}]
    comments = "\n".join(one.text for one in ratings.comments.order_by("pk") if one.text)
    files = enclosed([(ratings.scan, "纸质评价表")])
    return Part(
        title, code, ratings.held_on, ratings.opened_by.label, sheet(facts, [("意见建议", comments)], tables), files
    )


def photos_part(photos: Iterable[tuple[KeptFile, str]], on: dt.date | None) -> list[Part]:
    """照片, at the end of the volume; nothing where none was taken."""
    files = enclosed(photos)
    return [Part("照片", "", on, "", {"facts": [("张数", f"{len(files)} 张")]}, files)] if files else []


def sheet(facts: Pairs, texts: Pairs = (), tables: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Data of one sheet of a volume (`documents/folder.typ`)."""
    return {"facts": [list(one) for one in facts], "texts": list(texts), "tables": list(tables)}
