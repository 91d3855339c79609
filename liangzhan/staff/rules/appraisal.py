"""The appraisal of a year: states, weights, points, grades, who reviews (domain.md 4.5; 2024《社区工作者队伍建设意见》10). Pure.

Nothing here counts letters or clicks: points come from records of work, or from a reviewer's judgement with a sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from liangzhan.staff.choices.appraisal import Above, AppraisalPart, AppraisalState, Grade
from liangzhan.toolkit.transitions import Table

CARD = Table(
    {
        AppraisalState.DRAFT: (AppraisalState.SELF,),
        AppraisalState.SELF: (AppraisalState.REVIEW,),
        AppraisalState.REVIEW: (AppraisalState.PUBLICITY, AppraisalState.SELF),
        AppraisalState.PUBLICITY: (AppraisalState.FINAL, AppraisalState.REVIEW),
        AppraisalState.FINAL: (AppraisalState.APPEAL,),
        AppraisalState.APPEAL: (AppraisalState.FINAL,),
    }
)
WEIGHTS = {"QUANTITY": 30, "QUALITY": 30, "SATISFACTION": 20, "ATTENDANCE": 10, "LEARNING": 10}  # default [D]
THRESHOLDS = {"EXCELLENT": 90, "QUALIFIED": 70, "BASIC": 60}  # default [D]; the words of the grades are [CP]
DEDUCTIONS = {"ABSENT": 10, "LATE": 2, "EARLY": 2}  # points per day or time, default [D]
ORDER = (Grade.FAILED, Grade.BASIC, Grade.QUALIFIED, Grade.EXCELLENT)
# Parts that the platform scores by itself when it has data; the others are left to judgement.
COMPUTED = frozenset({AppraisalPart.ATTENDANCE, AppraisalPart.LEARNING})
# A part that nobody may judge without a number of the platform: no records, no points.
NEEDS_NUMBERS = frozenset({AppraisalPart.QUANTITY})
LONGEST_STATEMENT = 500
CENT = Decimal("0.01")


def rounded(value: Decimal) -> Decimal:
    """Two decimals, half up, as people round."""
    return value.quantize(CENT, ROUND_HALF_UP)


def weights_problem(weights: Mapping[str, int | float]) -> str:
    """Weights name every part, none is negative, and they add up to 100; else a sentence."""
    if set(weights) != set(AppraisalPart.values):
        return "每项考核内容都要有权重。"
    if any(value < 0 for value in weights.values()):
        return "权重不能是负数。"
    if sum(Decimal(str(value)) for value in weights.values()) != 100:
        return "各项权重合计要等于 100。"
    return ""


def thresholds_problem(thresholds: Mapping[str, int | float]) -> str:
    """优秀 above 合格 above 基本合格, all within 0–100; else a sentence."""
    lines = [thresholds.get(name) for name in THRESHOLDS]
    if any(line is None or not 0 <= line <= 100 for line in lines):
        return "优秀、合格、基本合格三条分数线都要在 0 到 100 之间。"
    first, second, third = (Decimal(str(line)) for line in lines)
    return "" if first > second > third else "分数线要从高到低：优秀、合格、基本合格。"


def redistribute(weights: Mapping[str, int | float], with_data: Collection[str]) -> dict[str, Decimal]:
    """Weights of the parts that have data, raised in proportion so that they add up to exactly 100.

    The written rule for 暂无数据: such a part weighs nothing, and what it weighed goes to the others in proportion to
    their own weights; hundredths that remain go to the largest remainders, the earlier part first. Empty when no part
    with data weighs anything.
    """
    kept = {part: Decimal(str(weights[part])) for part in AppraisalPart.values if part in with_data and weights[part]}
    whole = sum(kept.values(), Decimal(0))
    if not whole:
        return {}
    exact = {part: weight * 10_000 / whole for part, weight in kept.items()}
    floors = {part: int(value) for part, value in exact.items()}
    missing = 10_000 - sum(floors.values())
    for part in sorted(exact, key=lambda one: floors[one] - exact[one])[:missing]:
        floors[part] += 1
    return {part: Decimal(value) / 100 for part, value in floors.items()}


def total(points: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> Decimal:
    """The weighted mean of the points (0–100), two decimals. `weights` add up to 100."""
    return rounded(sum((points[part] * weight for part, weight in weights.items()), Decimal(0)) / 100)


def grade_of(score: Decimal, thresholds: Mapping[str, int | float], *, political_fit: bool = True) -> Grade:
    """The grade of a score. Whoever is not fit politically is not graded above 不合格 (意见 10 names it first) [D]."""
    if not political_fit:
        return Grade.FAILED
    reached = [Grade(name) for name in THRESHOLDS if score >= Decimal(str(thresholds[name]))]
    return max(reached, key=ORDER.index, default=Grade.FAILED)


@dataclass(frozen=True)
class Days:
    """A year of attendance: days due, absent (by halves), late and early times; what counts is decided by `attendance`."""

    due: int
    absent: Decimal | int
    late: int
    early: int

    def is_kept(self, share: int | float) -> bool:
        """Are there records for at least this share (%) of the days due? Below it nobody kept attendance here: 暂无数据."""
        return self.due > 0 and (self.due - self.absent) * 100 >= Decimal(str(share)) * self.due


def attendance_points(days: Days | None, deductions: Mapping[str, int | float]) -> Decimal | None:
    """100 less what each absence, lateness and early leaving costs, not below 0; None without a day due.

    Leave that was granted, work outside and training cost nothing. Part-timers who do not clock have no day due.
    """
    if days is None or days.due <= 0:
        return None
    lost = (
        days.absent * Decimal(str(deductions["ABSENT"]))
        + days.late * Decimal(str(deductions["LATE"]))
        + days.early * Decimal(str(deductions["EARLY"]))
    )
    return max(Decimal(0), 100 - lost)


def share_of_year(start: dt.date, end: dt.date) -> Decimal:
    """The share of its calendar year that start…end covers, both days included."""
    length = 366 if dt.date(start.year, 12, 31).timetuple().tm_yday == 366 else 365
    return Decimal((end - start).days + 1) / length


def reached_points(number: Decimal, norm: Decimal, share: Decimal) -> Decimal | None:
    """100 when the number reaches the norm of a full year for this share of it, in proportion below; None without a norm."""
    wanted = norm * share
    return rounded(min(Decimal(100), 100 * number / wanted)) if wanted > 0 else None


def part_of_year(posts: Collection[tuple[dt.date, dt.date | None]], year: int) -> tuple[dt.date, dt.date] | None:
    """From the first to the last day in post within the year; None when no post touches it."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    spans = [(max(start, first), min(end or last, last)) for start, end in posts]
    held = [(start, end) for start, end in spans if start <= end]
    return (min(start for start, _ in held), max(end for _, end in held)) if held else None


def above_of(is_head: bool, colleagues: int) -> Above:
    """Why 两委 or street reviews this card instead of the head; "" when the head does."""
    if is_head:
        return Above.HEAD
    return Above.ALONE if colleagues <= 1 else Above.NO


@dataclass(frozen=True)
class Reviewer:
    """Who wants to review: the worker himself? head of this station? 两委 or street of this place?"""

    is_self: bool
    is_head: bool
    is_above: bool


def reviewer_problem(above: str, reviewer: Reviewer) -> str:
    """Nobody reviews himself; the head's own card and that of a one-person station are for 两委 or street."""
    if reviewer.is_self:
        return "不能评议本人的考核，请由两委或街道评议。"
    if above and reviewer.is_head:
        return "站长本人和一人站点的考核由两委或街道评议；您是本站站长，请由另一位两委成员或街道评议。"
    if above and not reviewer.is_above:
        return "站长本人和一人站点的考核由两委或街道评议。"
    return ""


def decider_problem(decider: str, earlier: Collection[str], *, is_self: bool) -> str:
    """An appeal is not decided by whoever reviewed the card or answers for himself (user uuids)."""
    if is_self:
        return "不能处理本人的申诉。"
    return "您评议过这张考核卡，申诉请由另一位街道或县级人员处理。" if decider in earlier else ""


def excellent_seats(share: int | float, cards: int) -> int | None:
    """How many may be 优秀 of so many cards; None where no share is set (0). At least one, so that nobody is shut out."""
    return max(1, int(Decimal(str(share)) * cards / 100)) if share else None


def statement_problem(text: str) -> str:
    """A self statement has words, and not more than 500 characters; its length is never a score."""
    if not text.strip():
        return "请写几句自评再提交。"
    return f"自评不超过 {LONGEST_STATEMENT} 字。" if len(text.strip()) > LONGEST_STATEMENT else ""


def year_problem(year: int, today: dt.date) -> str:
    """An appraisal is of this or an earlier calendar year, not before 2020 (the notice's year)."""
    if year > today.year:
        return "还没到这一年，不能建立考核。"
    return "考核年度不早于 2020 年（《通知》印发的年份）。" if year < 2020 else ""


def points_problem(part: str, points: Decimal | None, note: str, *, numbers: bool) -> str:
    """A judged part has points with a sentence on what they rest on, or neither (暂无数据)."""
    label = AppraisalPart(part).label
    if points is None:
        return f"“{label}”写了评语，还要打分。" if note.strip() else ""
    if part in NEEDS_NUMBERS and not numbers:
        return f"“{label}”平台还没有数据，不能打分，权重按规则分给其他内容。"
    if not 0 <= points <= 100:
        return f"“{label}”的分数在 0 到 100 之间。"
    return "" if note.strip() else f"请写明“{label}”打分的依据。"


def may_finish(until: dt.date | None, open_objections: int, today: dt.date) -> str:
    """A grade is final when the days of publicity are over and every objection is answered."""
    if until is None or today <= until:
        return "公示还没有结束。"
    return "还有公示异议没有答复。" if open_objections else ""


def appeal_problem(until: dt.date | None, appealed: bool, text: str, today: dt.date) -> str:
    """One appeal a card, in time, with a reason."""
    if appealed:
        return "这张考核卡已经申诉过。"
    if until is None or today > until:
        return "申诉期限已过。"
    if not text.strip():
        return "请写明申诉理由。"
    return f"申诉理由不超过 {LONGEST_STATEMENT} 字。" if len(text.strip()) > LONGEST_STATEMENT else ""
