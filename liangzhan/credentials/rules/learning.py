"""Continuing education (《社会工作者继续教育办法》 as quoted, domain.md 4.2): what may be counted. Pure."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from liangzhan.credentials.choices import LearningSource, LearningState
from liangzhan.toolkit.transitions import Table

LEARNING_TABLE = Table(
    {
        LearningState.WAITING: (LearningState.COUNTED, LearningState.REFUSED),
        LearningState.COUNTED: (LearningState.REFUSED,),
        LearningState.REFUSED: (LearningState.COUNTED,),
    }
)
MOST_HOURS = Decimal(500)


def course_key(title: str) -> str:
    """Two spellings of one course: blanks and book marks do not make another one."""
    return "".join(char for char in title if not char.isspace() and char not in "《》“”\"'").lower()


def learning_problems(
    *, source: str, completed_on: dt.date, hours: Decimal, has_proof: bool, degree_held: bool, today: dt.date
) -> dict[str, str]:
    """{field: sentence} of what cannot be counted. Hours of trainings on the platform come by themselves."""
    found: dict[str, str] = {}
    if source == LearningSource.TRAINING:
        found["source"] = "平台内培训的学时在确认完成后自动计入，不用登记。"
    if completed_on > today:
        found["completed_on"] = "完成日期不能晚于今天。"
    if not 0 < hours <= MOST_HOURS:
        found["hours"] = f"学时应大于 0、不超过 {MOST_HOURS}。"
    if not has_proof:
        found["proof"] = "请上传证书或证明。"
    if source == LearningSource.DEGREE and degree_held:
        found["source"] = "社会工作专业学历的学时只计一次，已经登记过。"
    return found


def is_second_person(*, decider: object, saver: object, decider_person: object, learner: object) -> bool:
    """Nobody checks what he typed, nor his own hours."""
    return decider != saver and (decider_person is None or decider_person != learner)
