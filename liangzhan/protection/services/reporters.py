"""The one way to learn who reported: the designated officer, with a reason, kept in the hidden record."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.protection.choices import OfficerKind, ReportEvent
from liangzhan.protection.models import Report
from liangzhan.protection.queries.designations import is_officer
from liangzhan.protection.recording import recorded_apart
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded_apart(ReportEvent.REPORTER_SHOWN, keep=["reason"])
def show_reporter(*, report: Report, reason: str, by: Actor) -> str:
    """The reporter's name as it was at the moment. Raises RuleBroken for anybody but the officer, or without a reason."""
    if not is_officer(by, OfficerKind.CHILD_PROTECTION, report.division_code, today()):
        raise RuleBroken("报告人的身份只对指定的儿童保护专干开放。")
    if not reason.strip():
        raise RuleBroken("请写明查看理由。", field="reason")
    return report.reporter.partition("|")[2]
