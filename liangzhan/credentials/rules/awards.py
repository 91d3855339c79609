"""Awards (《通知》四（三）; 志愿服务记录与证明出具办法 §9: name, day, giver). Pure."""

from __future__ import annotations

import datetime as dt

from liangzhan.credentials.choices import AwardLevel

# §9: awards of the county and above are recorded on proof; one's own in time, others after a check.
ON_PROOF = frozenset({AwardLevel.NATIONAL, AwardLevel.PROVINCE, AwardLevel.CITY, AwardLevel.COUNTY})
EARLIEST = dt.date(1950, 1, 1)


def award_problems(*, level: str, awarded_on: dt.date, has_proof: bool, today: dt.date) -> dict[str, str]:
    """{field: sentence} of what cannot be."""
    found: dict[str, str] = {}
    if awarded_on > today:
        found["awarded_on"] = "授予日期不能晚于今天。"
    elif awarded_on < EARLIEST:
        found["awarded_on"] = "授予日期过早，请核对年份。"
    if level in ON_PROOF and not has_proof:
        found["proof"] = "县级及以上的表彰凭证书或文件登记，请上传。"
    return found
