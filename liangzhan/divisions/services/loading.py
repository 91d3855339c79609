"""Loading the yearly file of units: the first time as it stands, later as dated successions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import DivisionEvent, Level, SuccessionKind
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries.yearly import Differences
from liangzhan.divisions.rules import community_type_of, initials_of
from liangzhan.divisions.services.succession import NewUnit, record_succession
from liangzhan.divisions.yearly_file import LEVELS, read_differences, read_units
from liangzhan.toolkit.errors import RuleBroken

PACKAGED = Path(__file__).resolve().parent.parent / "data" / "liaoning-divisions.csv"


@recorded(DivisionEvent.LOADED)
def load_divisions(
    *, by: Actor, path: Path = PACKAGED, progress: Callable[[int, int], None] | None = None
) -> list[Division]:
    """Load a yearly file (columns code, name, level, parent_code); units already there are left alone. Returns the new ones.

    Raises RuleBroken when the columns differ, a level is unknown, or a parent is missing.
    """
    rows = read_units(path)
    made: list[Division] = []
    known = dict(Division.objects.filter(valid_to__isnull=True).order_by("id").values_list("code", "id"))
    for word, level in LEVELS.items():
        batch = [_unit(row, level, known, None) for row in rows if row["level"] == word and row["code"] not in known]
        fresh = Division.objects.bulk_create(batch, batch_size=400)
        known.update({unit.code: unit.pk for unit in fresh})
        made += fresh
        if progress:
            progress(len(made), len(rows))
    return made


@recorded(DivisionEvent.REFRESHED, keep=["on", "basis"])
def refresh_divisions(*, path: Path, on: dt.date, basis: str, by: Actor) -> list[Division]:
    """Apply a newer yearly file as of a day: renamed and recoded units succeed, new ones begin, gone ones end.

    Units that were merged or split cannot be told from a file: they appear as gone and new, and their succession is
    recorded by hand afterwards. Returns the units that began.
    """
    if not basis.strip():
        raise RuleBroken("请写明依据，如年度区划代码公告。")
    rows = read_units(path)
    found = read_differences(path)
    late = [
        one
        for one in (*found.gone, *(change.old for change in found.renamed))
        if one.valid_from and one.valid_from >= on
    ]
    if late:
        raise RuleBroken(f"{late[0]} 自 {late[0].valid_from} 启用，更新日期要晚于这一天。")
    begun: list[Division] = []
    # From the top down, so that a parent stands before what hangs on it.
    for level in LEVELS.values():
        begun += _begin_new(found, rows, level, on)
        for change in (one for one in found.renamed if one.old.level == level):
            successions = record_succession(
                old=[change.old],
                new=[NewUnit(change.code, change.name)],
                kind=SuccessionKind.RENAME,
                on=on,
                basis=basis,
                by=by,
            )
            begun.append(successions[0].new)
    ended = [one.pk for one in found.gone]
    for at in range(0, len(ended), 400):
        Division.objects.filter(pk__in=ended[at : at + 400]).update(valid_to=on - dt.timedelta(days=1))
    return begun


def _begin_new(found: Differences, rows: list[dict[str, str]], level: Level, on: dt.date) -> list[Division]:
    wanted = {code for code, _, one in found.new if one == level}
    if not wanted:
        return []
    known = dict(Division.objects.filter(valid_to__isnull=True).order_by("id").values_list("code", "id"))
    return Division.objects.bulk_create(
        [_unit(row, level, known, on) for row in rows if row["code"] in wanted], batch_size=400
    )


def _unit(row: dict[str, str], level: Level, known: dict[str, int], valid_from: dt.date | None) -> Division:
    parent = known.get(row["parent_code"])
    if parent is None and level != Level.PROVINCE:
        raise RuleBroken(f"{row['name']}（{row['code']}）的上级 {row['parent_code']} 不在文件里。")
    kind = community_type_of(row["code"], row["name"]) if level == Level.COMMUNITY else ""
    return Division(
        code=row["code"],
        name=row["name"],
        level=level,
        parent_id=parent,
        initials=initials_of(row["name"]),
        community_type=kind,
        valid_from=valid_from,
    )
