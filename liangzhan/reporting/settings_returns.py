"""Due days and locking of returns: dated parameters, by area (domain.md 9.1)."""

import datetime as dt

from liangzhan.reporting.choices import ReturnLevel
from liangzhan.reporting.models import ReturnForm
from liangzhan.reporting.rules.return_samples import DUE_DAYS, SAMPLES
from liangzhan.toolkit.parameters import declare, values_of

LOCK_DAYS = "returns.lock.days"


def due_key(form_code: str, level: str) -> str:
    """The parameter that says how many days after its period a return is due."""
    return f"returns.due.{form_code}.{level}".lower()


def asked_key(form_code: str) -> str:
    """The parameter that says whether a form is asked for in an area."""
    return f"returns.asked.{form_code}".lower()


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare(LOCK_DAYS, 10, "报表：审核通过几天后锁定", "D", "天")
    for form in SAMPLES:
        declare(asked_key(form.code), True, f"报表：是否要求填报{form.name}", "D")
        for level in form.levels:
            words = f"报表：{form.name}，{level.label}在期末后几天内报送"
            declare(due_key(form.code, level), DUE_DAYS[form.code][level], words, "D", "天")


def due_days(form: ReturnForm, *, on: dt.date, code: str) -> list[tuple[str, int]]:
    """(level in words, days after the end of the period) in force for an area."""
    keys = [due_key(form.code, level) for level in form.levels]
    found = values_of(keys, on=on, division_code=code)
    return [(ReturnLevel(level).label, int(found[due_key(form.code, level)])) for level in form.levels]
