"""Certificate, registration and continuing education (domain.md 4.2; 民发〔2009〕44号). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from decimal import Decimal

from liangzhan.staff.choices.posts import CertificateLevel, ProfessionalBasis, RecognitionState, RegistrationState
from liangzhan.toolkit.templating import day
from liangzhan.toolkit.transitions import Table

_R = RegistrationState
_LATER = (_R.WAITING, _R.FIRST_PASSED, _R.FIRST_REFUSED, _R.FINAL_PASSED, _R.FINAL_REFUSED, _R.REGISTERED, _R.ISSUED)
# The platform writes down what the national system shows; several of its steps may have passed since somebody looked.
# Nothing goes back behind an issued certificate: the next period is a registration of its own.
REGISTRATION = Table(
    {
        _R.NOT_APPLIED: _LATER,
        _R.WAITING: _LATER[1:],
        _R.FIRST_PASSED: (_R.FINAL_PASSED, _R.FINAL_REFUSED, _R.REGISTERED, _R.ISSUED),
        _R.FIRST_REFUSED: (_R.WAITING, _R.FIRST_PASSED, _R.FINAL_PASSED, _R.FINAL_REFUSED, _R.REGISTERED, _R.ISSUED),
        _R.FINAL_PASSED: (_R.REGISTERED, _R.ISSUED),
        _R.FINAL_REFUSED: (_R.WAITING, _R.FIRST_PASSED, _R.FINAL_PASSED, _R.REGISTERED, _R.ISSUED),
        _R.REGISTERED: (_R.ISSUED,),
        _R.ISSUED: (),
    }
)
RANK = {CertificateLevel.ASW: 1, CertificateLevel.SW: 2, CertificateLevel.SSW: 3}


def passed_problem(passed_on: dt.date, *, first_year: int, today: dt.date) -> str:
    """The national examination began in a certain year; nobody has passed in the future."""
    if passed_on > today:
        return "取得日期不能晚于今天。"
    if passed_on.year < first_year:
        return f"全国社会工作者职业水平考试从 {first_year} 年开始，取得日期不能更早。"
    return ""


def number_problem(number: str) -> str:
    """The 管理号 is digits and letters; its exact form changed over the years, so only its size is looked at."""
    if number and not (number.isascii() and number.isalnum() and 6 <= len(number) <= 40):
        return "管理号应为 6 到 40 位数字或字母，请按证书填写。"
    return ""


def years_later(start: dt.date, years: int) -> dt.date:
    """The same day some years on (28 February for the 29th where there is none)."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def months_before(end: dt.date, months: int) -> dt.date:
    """The same day some months earlier, or the last day of that month."""
    count = end.year * 12 + end.month - 1 - months
    year, month = divmod(count, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(end.day, last))


def last_day_of_period(valid_from: dt.date, years: int) -> dt.date:
    """The last day of a registration that begins on a day."""
    return years_later(valid_from, years) - dt.timedelta(days=1)


def period_problem(
    valid_from: dt.date,
    valid_to: dt.date,
    *,
    passed_on: dt.date,
    years: int,
    others: Iterable[tuple[dt.date, dt.date]],
    today: dt.date,
) -> tuple[str, str]:
    """(field, sentence), ("", "") when it may be: not before the certificate, of the legal length, beside no other period."""
    if valid_from < passed_on:
        return "valid_from", "登记有效期不能早于证书取得日期。"
    if valid_from > years_later(today, 1):
        return "valid_from", "登记有效期的起始日期晚于一年以后，请核对。"
    if abs((valid_to - last_day_of_period(valid_from, years)).days) > 1:
        return "valid_to", f"登记有效期为 {years} 年，应到{day(last_day_of_period(valid_from, years))}，请核对。"
    for start, end in others:
        if start <= valid_to and valid_from <= end:
            return "valid_from", f"与已有的登记有效期（{day(start)}至{day(end)}）重叠，请核对。"
    return "", ""


def is_late_first(passed_on: dt.date, valid_from: dt.date, *, years_within: int) -> bool:
    """Was the first registration asked for later than the year after passing? Told, never refused."""
    return valid_from > years_later(passed_on, years_within)


def window_opens_on(valid_to: dt.date, months: int) -> dt.date:
    """From this day on the registration may be renewed."""
    return months_before(valid_to, months)


def alert_due(valid_to: dt.date, *, steps: Collection[int], told: int | None, today: dt.date) -> int | None:
    """Which alert (days before the end) is owed now: the closest step reached, unless it or a closer one was told."""
    left = (valid_to - today).days
    if left < 0:
        return None
    reached = [step for step in steps if left <= step]
    if not reached:
        return None
    step = min(reached)
    return step if told is None or step < told else None


def required_hours(level: str, hours: dict[str, int]) -> int:
    """Hours of continuing education in a registration period; `hours` is keyed by level."""
    return hours[CertificateLevel(level)]


def ce_gap(required: int, earned: Decimal) -> Decimal:
    """Hours that are lacking, never below nought."""
    return max(Decimal(required) - earned, Decimal(0))


def highest(levels: Iterable[str]) -> str:
    """The highest of some levels, "" for none."""
    return max(levels, key=lambda level: RANK[CertificateLevel(level)], default="")


def bases_of(
    *,
    basis: str,
    recognition: str,
    recognition_on: dt.date | None,
    passed_on: dt.date | None,
    on: dt.date,
) -> set[str]:
    """What makes this worker a 社会工作专业人才 on the day [N 二(四)]; which bases count is configuration.

    `passed_on` is the first certificate's day. Training counts once the county has recognised it.
    """
    held = set()
    if passed_on is not None and passed_on <= on:
        held.add(ProfessionalBasis.CERTIFICATE.value)
    if basis == ProfessionalBasis.DEGREE:
        held.add(ProfessionalBasis.DEGREE.value)
    recognised = recognition == RecognitionState.RECOGNISED and recognition_on is not None and recognition_on <= on
    if basis == ProfessionalBasis.TRAINING and recognised:
        held.add(ProfessionalBasis.TRAINING.value)
    return held


def ask_problem(recognition: str) -> str:
    """May the county be asked now?"""
    if recognition == RecognitionState.ASKED:
        return "已提交县级认定，请等待结果。"
    if recognition == RecognitionState.RECOGNISED:
        return "已由县级认定，不用再申请。"
    return ""


def decide_problem(recognition: str, reason: str) -> tuple[str, str]:
    """(field, sentence): only what was asked is decided, and with a reason."""
    if recognition != RecognitionState.ASKED:
        return "", "这份申请已经办理，请刷新页面。"
    if not reason.strip():
        return "reason", "请写明认定理由。"
    return "", ""
