"""Loading the yearly file; succession; zones; who is in charge."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

from pypinyin import Style, pinyin

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import CommunityType, DivisionEvent, Level
from liangzhan.divisions.models import Division, ZoneMember
from liangzhan.divisions.rules import ZONE_MARK, expected_community_type
from liangzhan.toolkit.errors import RuleBroken

PACKAGED = Path(__file__).resolve().parent / "data" / "liaoning-divisions.csv"
LEVELS = {
    "province": Level.PROVINCE,
    "city": Level.CITY,
    "county": Level.COUNTY,
    "township": Level.STREET,
    "community": Level.COMMUNITY,
}
HEADER = ["code", "name", "level", "parent_code"]


def initials_of(name: str) -> str:
    """Lower-case initials of the reading, for search: 沈阳市 → "sys"."""
    return "".join(part[0][:1] for part in pinyin(name, style=Style.FIRST_LETTER)).lower()[:60]


def community_type_of(code: str, name: str) -> CommunityType:
    """By the name where it says 村民/居民 or 村/社区, else by the code's range (domain.md 1.2 rule 3)."""
    for mark, kind in (
        ("村民委员会", CommunityType.VILLAGERS),
        ("村委会", CommunityType.VILLAGERS),
        ("居民委员会", CommunityType.RESIDENTS),
        ("居委会", CommunityType.RESIDENTS),
        ("社区", CommunityType.RESIDENTS),
    ):
        if name.endswith(mark):
            return kind
    return expected_community_type(code) or CommunityType.LIKE_RESIDENTS


@recorded(DivisionEvent.LOADED)
def load_divisions(
    *, by: Actor, path: Path = PACKAGED, progress: Callable[[int, int], None] | None = None
) -> list[Division]:
    """Load a yearly file (columns code, name, level, parent_code); units already there are left alone. Returns the new ones.

    Raises RuleBroken when the columns differ, a level is unknown, or a parent is missing.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or list(rows[0]) != HEADER:
        raise RuleBroken("区划文件的列应为 code, name, level, parent_code。")
    made: list[Division] = []
    for word, level in LEVELS.items():
        known = dict(Division.objects.filter(valid_to__isnull=True).values_list("code", "id"))
        batch = [_unit(row, level, known) for row in rows if row["level"] == word and row["code"] not in known]
        made += Division.objects.bulk_create(batch, batch_size=400)
        if progress:
            progress(len(made), len(rows))
    unknown = {row["level"] for row in rows} - set(LEVELS)
    if unknown:
        raise RuleBroken(f"区划文件里有不认识的级别：{'、'.join(sorted(unknown))}。")
    return made


def _unit(row: dict[str, str], level: Level, known: dict[str, int]) -> Division:
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
    )


@recorded(DivisionEvent.ZONE_SET, keep=["name", "code"])
def set_zone(*, name: str, code: str, members: Iterable[Division], by: Actor) -> Division:
    """Make a functional zone that reports on its own, or change its members (domain.md 1.3)."""
    chosen = list(members)
    if not code.startswith(ZONE_MARK) or len(code) != 12:
        raise RuleBroken(f"功能区代码由 {ZONE_MARK} 加 9 位数字组成。", field="code")
    if not chosen:
        raise RuleBroken("请至少选择一个所辖单位。", field="members")
    province = Division.objects.get(level=Level.PROVINCE, valid_to__isnull=True)
    zone, _ = Division.objects.update_or_create(
        code=code,
        valid_to=None,
        defaults={"name": name, "level": Level.ZONE, "parent": province, "initials": initials_of(name)},
    )
    taken = ZoneMember.objects.filter(member__in=chosen).exclude(zone=zone).select_related("member", "zone").first()
    if taken:
        raise RuleBroken(f"{taken.member} 已属于 {taken.zone}。", field="members")
    zone.members.all().delete()
    ZoneMember.objects.bulk_create([ZoneMember(zone=zone, member=member) for member in chosen])
    return zone
