"""Units of the small register that every test database holds (tests/data/divisions_small.csv)."""

from liangzhan.divisions.models import Division

PROVINCE = "210000000000"
CITY = "210100000000"  # 沈阳市
NEIGHBOUR_CITY = "210200000000"  # 大连市
COUNTY = "210102000000"  # 和平区
NEIGHBOUR_COUNTY = "210103000000"  # 沈河区


def division(code: str) -> Division:
    """The unit with this 12-digit code."""
    return Division.objects.get(code=code)


def communities(prefix: str) -> list[Division]:
    """The communities under a code prefix, by code."""
    return list(Division.objects.filter(code__startswith=prefix, level="COMMUNITY").order_by("code"))


def street_of(community: Division) -> Division:
    """The street above a community."""
    return division(community.code[:9] + "000")
