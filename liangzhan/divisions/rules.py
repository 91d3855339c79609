"""What a code says of itself (domain.md 1.2). Pure: no query, no clock."""

from liangzhan.divisions.choices import CommunityType, Level

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
