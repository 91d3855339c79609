"""登记 or 备案 (domain.md 3.2, [N 二(一)])."""

from __future__ import annotations

import datetime as dt

from liangzhan.stations.choices import Confirmations, LegalForm, StandingState
from liangzhan.toolkit.identity import uscc_problem

REGISTERED = frozenset({LegalForm.SOCIAL_SERVICE_ORG, LegalForm.SOCIAL_GROUP})
"""Forms with a certificate and a 统一社会信用代码."""

IN_WORK = frozenset(
    {StandingState.DRAFT, StandingState.APPLIED, StandingState.COMMITTEE_CONFIRMED, StandingState.RETURNED}
)
EDITABLE = frozenset({StandingState.DRAFT, StandingState.RETURNED})


def is_registration(form: str) -> bool:
    """登记注册 at the 民政部门, or 备案 at the street and the committee?"""
    return form in REGISTERED


def date_problem(day: dt.date | None, today: dt.date, word: str) -> str:
    """A dated paper has a day, and not one in the future."""
    if day is None:
        return f"请填写{word}。"
    return f"{word}不能晚于今天。" if day > today else ""


def registration_problems(
    *, uscc: str, number: str, authority: str, effective_on: dt.date | None, has_scan: bool, today: dt.date
) -> list[str]:
    """What a registration lacks before it is in force: certificate, number, code, authority, day."""
    found = [uscc_problem(uscc) if uscc else "请填写统一社会信用代码。"]
    found.append("" if number.strip() else "请填写登记证号。")
    found.append("" if authority.strip() else "请填写登记机关。")
    found.append(date_problem(effective_on, today, "登记日期"))
    found.append("" if has_scan else "请上传登记证书扫描件。")
    return [one for one in found if one]


def application_problems(*, purpose: str, member_count: int | None, has_rules: bool) -> list[str]:
    """What an application for 备案 lacks: purpose, members, simple rules (章程)."""
    found = []
    if not purpose.strip():
        found.append("请填写宗旨和业务范围。")
    if not member_count:
        found.append("请填写成员数。")
    if not has_rules:
        found.append("请上传章程或简易章程。")
    return found


def committee_puts_in_force(confirmations: str, number: str) -> bool:
    """Where either confirmation is enough, the committee's with a number ends the flow (parameter, U)."""
    return confirmations == Confirmations.EITHER and bool(number.strip())


def street_problem(confirmations: str, state: str) -> str:
    """Where both confirm, the street comes after the committee."""
    if confirmations == Confirmations.BOTH and state == StandingState.APPLIED:
        return "请先由居（村）委会确认，再由乡镇（街道）确认。"
    return ""


def paper_problem(signs_in_person: bool, has_paper: bool, who: str) -> str:
    """Whoever does not sign in does the step on paper: then the scan is the proof."""
    if signs_in_person or has_paper:
        return ""
    return f"您不是{who}的用户，请上传{who}盖章的纸质确认扫描件。"
