"""Settings of practice that this room reads: dated, by area, never constants (domain.md 7.1, 7.2)."""

from liangzhan.divisions.parameter_values import NAMES
from liangzhan.needs.choices import Urgency
from liangzhan.toolkit.parameters import declare

ANSWER_DAYS = "need.answer.days"
STALE_MONTHS = "resource.stale.months"
REFRESH_MONTHS = "survey.refresh.months"
SMALL_CELL = "survey.small.cell"
LEAST_ANSWERS = "survey.least.answers"
PUBLIC_DAY = "survey.public.day"
ENDING_DAYS = "project.ending.days"


def declare_parameters() -> None:
    """Called once when the platform starts."""
    NAMES.update({f"urgency_{one.value}": one.label for one in Urgency})
    days = {"urgency_1": 60, "urgency_2": 30, "urgency_3": 7, "urgency_4": 1}
    declare(ANSWER_DAYS, days, "居民需求登记后几天内答复，按紧急程度", "D", "天")
    declare(STALE_MONTHS, 12, "资源多久没有确认就提醒核对", "CP", "个月")
    declare(REFRESH_MONTHS, 12, "需求和资源调查多久做一次", "CP", "个月")
    declare(SMALL_CELL, 3, "调查结果中少于几份的选项并入“较少”不单独显示", "D", "份")
    declare(LEAST_ANSWERS, 10, "调查收到几份答卷后才显示结果", "D", "份")
    declare(PUBLIC_DAY, 60, "同一网络地址一天最多提交几份答卷", "D", "份")
    declare(ENDING_DAYS, 30, "项目结束前几天提醒", "D", "天")
