"""What a code and a name say of themselves (domain.md 1.2). Pure: no query, no clock."""

import re
import unicodedata

from pypinyin import Style, pinyin

from liangzhan.divisions.choices import CommunityType, Level, SuccessionKind

PREFIX_LENGTH = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6, Level.STREET: 9, Level.COMMUNITY: 12}
ZONE_MARK = "21Z"
LEVEL_ORDER = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.STREET, Level.COMMUNITY)


def prefix(code: str, level: Level) -> str:
    """The leading digits that all units under this one share, e.g. ("210100000000", CITY) → "2101"."""
    return code[: PREFIX_LENGTH[Level(level)]]


def full(code_prefix: str) -> str:
    """A prefix written as a 12-digit code: "2101" → "210100000000"."""
    return code_prefix.ljust(12, "0")


def level_of(code: str) -> Level:
    """The level a 12-digit code speaks of, by its trailing zeros."""
    if code.startswith(ZONE_MARK):
        return Level.ZONE
    for level in LEVEL_ORDER:
        if set(code[PREFIX_LENGTH[level] :]) <= {"0"}:
            return level
    return Level.COMMUNITY


def ancestors(code: str) -> tuple[str, ...]:
    """The 12-digit codes above this one, province first, itself not included."""
    own = level_of(code)
    return (
        tuple(full(prefix(code, level)) for level in LEVEL_ORDER[: LEVEL_ORDER.index(own)])
        if own in LEVEL_ORDER
        else ()
    )


def is_pseudo_street(code: str) -> bool:
    """A township-level unit coded 400–599 exists for statistics only and may have no government (rule 5)."""
    return level_of(code) == Level.STREET and 400 <= int(code[6:9]) <= 599


def expected_community_type(code: str) -> CommunityType | None:
    """What the last three digits suggest (编制规则, [M]); a cross-check, never the truth."""
    last = int(code[9:12])
    for start, end, kind in (
        (1, 199, CommunityType.RESIDENTS),
        (200, 399, CommunityType.VILLAGERS),
        (400, 499, CommunityType.LIKE_RESIDENTS),
        (500, 599, CommunityType.LIKE_VILLAGERS),
    ):
        if start <= last <= end:
            return kind
    return None


def is_urban(community_type: str, urban_rural: str) -> bool:
    """城 or 乡: the urban-rural class (111–123 urban, 210–220 rural) when known, else by the kind of committee."""
    if urban_rural:
        return urban_rural.startswith("1")
    return community_type in (CommunityType.RESIDENTS, CommunityType.LIKE_RESIDENTS)


# Readings of place names that the dictionary of phrases gets wrong: character by character, then whole words.
_CHARACTERS = {"长": "c", "朝": "c", "曾": "z", "仇": "q"}
_WORDS = {
    "朝霞": "zx",
    "单家": "sj",
    "查家": "zj",
    "解家": "xj",
    "北行": "bh",
    "菜行": "ch",
    "种畜": "zc",
    "马尾": "mw",
    "里堡": "lp",
}


def initials_of(name: str) -> str:
    """Lower-case initials of the reading, for search: 沈阳市 → "sys", 长海县 → "chx", 阳光100社区 → "yg100sq"."""
    plain = re.sub(r"[^\w]|_", "", unicodedata.normalize("NFKC", name))
    found = [part[0][:1] for part in pinyin(plain, style=Style.FIRST_LETTER, errors=list)]  # type: ignore[arg-type]
    for at, character in enumerate(plain):
        found[at] = _CHARACTERS.get(character, found[at])
    for word, letters in _WORDS.items():
        for hit in re.finditer(word, plain):
            found[hit.start() : hit.end()] = letters
    return "".join(found).lower()[:60]


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


def level_below(level: str) -> Level | None:
    """The next level of the tree; None under a community or a zone."""
    if level not in LEVEL_ORDER[:-1]:
        return None
    return LEVEL_ORDER[LEVEL_ORDER.index(Level(level)) + 1]


def code_problem(code: str, level: str) -> str:
    """Why this cannot be the code of a unit of this level, in one sentence; "" when it can."""
    if not re.fullmatch(r"[0-9]{12}", code):
        return f"区划代码“{code}”应为 12 位数字。"
    if level_of(code) != level:
        return f"区划代码 {code} 不是{Level(level).label}一级的代码。"
    return ""


def succession_problems(kind: str, level: str, old: list[str], new: list[tuple[str, str]]) -> list[str]:
    """What is wrong with a succession: `old` codes and `new` (code, name) of one level (domain.md 1.2 rule 2)."""
    found = [problem for code, _ in new if (problem := code_problem(code, level))]
    found += [f"{code} 没有写名称。" for code, name in new if not name.strip()]
    if len({code for code, _ in new}) != len(new):
        found.append("新单位的代码有重复。")
    shapes = {
        SuccessionKind.RENAME: (len(old) == 1 and len(new) == 1, "更名或换码只涉及一个原单位和一个新单位。"),
        SuccessionKind.MERGE: (len(old) >= 2 and len(new) == 1, "合并要有两个以上的原单位和一个新单位。"),
        SuccessionKind.SPLIT: (len(old) == 1 and len(new) >= 2, "拆分要有一个原单位和两个以上的新单位。"),
    }
    fits, sentence = shapes[SuccessionKind(kind)]
    return found if fits else [*found, sentence]
