"""When a station may be submitted, what a visit needs, what follows from it (domain.md 3.1, 3.4). Pure."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence

from liangzhan.programme.choices import InspectionWay, RectificationState, ReportState, Result, Verdict, VisitState
from liangzhan.programme.rules.checklist import BY_CODE, Tally, titles
from liangzhan.stations.choices import State
from liangzhan.toolkit.transitions import Table

VISIT = Table({VisitState.PLANNED: (VisitState.DONE, VisitState.CANCELLED)})
RECTIFICATION = Table(
    {
        RectificationState.OPEN: (RectificationState.ANSWERED,),
        RectificationState.ANSWERED: (RectificationState.ACCEPTED, RectificationState.OPEN),
    }
)
REPORT = Table(
    {
        ReportState.DRAFT: (ReportState.SUBMITTED,),
        ReportState.SUBMITTED: (ReportState.RETURNED, ReportState.ACCEPTED),
        ReportState.RETURNED: (ReportState.SUBMITTED,),
        ReportState.ACCEPTED: (),
    }
)


def submission_problems(state: str, self_check: Tally, pass_mark: float) -> list[str]:
    """Why the station may not be submitted for acceptance yet (BUILDING → ACCEPTANCE_PENDING needs A01 and the self-check)."""
    reasons = []
    if state != State.BUILDING:
        reasons.append("只有“建设中”的站点可以提交验收。")
    if self_check.failed_vetoes:
        reasons.append(f"否决项未达标：{titles(self_check.failed_vetoes)}。")
    elif not self_check.passes:
        reasons.append(
            f"自查得分 {self_check.score}，未到 {pass_mark:g} 分；建议先完善：{titles(self_check.failed_others)}。"
        )
    return reasons


def way_problem(way: str, *, drawn: bool | None, recheck: bool) -> str:
    """Why a site may not be accepted in this way. `drawn` is None for a site that no draw has named; a re-check is free."""
    if recheck:
        return ""
    if way == InspectionWay.SAMPLE and drawn is None:
        return "抽查验收要先抽取：请在“验收”页选择“抽取抽查名单”。"
    if way == InspectionWay.SAMPLE and not drawn:
        return "这个场所没有被抽中，请选择材料验收或现场验收。"
    if way == InspectionWay.PAPERS and drawn:
        return "这个场所已被抽中，不能只看材料。"
    return ""


def held_on_problem(held_on: dt.date, *, pending_since: dt.date, today: dt.date) -> str:
    """Why a visit cannot have been held on that day: it lies after the submission and not in the future."""
    if held_on > today:
        return "验收日期不能晚于今天。"
    if held_on < pending_since:
        return f"验收日期不能早于提交验收的日期 {pending_since}。"
    return ""


def inspector_problem(first: str, second: str) -> str:
    """Two inspectors [CP]; the second may come from the 两委, the street or an area supervisor."""
    if not first.strip() or not second.strip():
        return "验收需要两人。县里只有一人时，第二人可以是两委、乡镇（街道）或片区督导人员。"
    if first.strip() == second.strip():
        return "两名验收人不能是同一人。"
    return ""


def closing_problems(verdicts: dict[str, str], notes: dict[str, str], codes: Sequence[str]) -> list[str]:
    """Why the visit of one station cannot be closed: every item needs a verdict, a refusal needs words."""
    open_items = [code for code in codes if code not in verdicts]
    bare = [code for code in codes if verdicts.get(code) == Verdict.NOT_MET and not notes.get(code, "").strip()]
    reasons = []
    if open_items:
        reasons.append(f"还有 {len(open_items)} 项没有结论：{titles(open_items)}。")
    if bare:
        reasons.append(f"未达标的项目要写明情况：{titles(bare)}。")
    return reasons


def result_of(tally: Tally, rectified_before: bool) -> Result:
    """PASS, PASS_AFTER_RECTIFICATION when it had to be mended before, or FAIL (to be mended)."""
    if not tally.passes:
        return Result.FAIL
    return Result.PASS_AFTER_RECTIFICATION if rectified_before else Result.PASS


def demands(tally: Tally, notes: dict[str, str]) -> dict[str, str]:
    """What must be mended: failed vetoes always; the other failed items when the mark was missed. {item: demand}."""
    codes: Iterable[str] = (*tally.failed_vetoes, *tally.failed_others)
    return {code: notes.get(code) or f"请补齐“{BY_CODE[code].title}”。" for code in codes}


def drawn_sites(site_ids: Iterable[int], *, seed: str, share: float) -> frozenset[int]:
    """抽查: a draw that anyone can repeat with the kept seed; at least one site is drawn from a list that is not empty."""
    ordered = sorted(site_ids)
    if not ordered:
        return frozenset()
    count = max(1, round(len(ordered) * share))
    return frozenset(random.Random(seed).sample(ordered, min(count, len(ordered))))  # noqa: S311 -- a draw, not a secret


def way_for(way: str, *, drawn: bool) -> InspectionWay:
    """The way a site is accepted: under 抽查 the undrawn ones are accepted on papers."""
    if way == InspectionWay.SAMPLE:
        return InspectionWay.SAMPLE if drawn else InspectionWay.PAPERS
    return InspectionWay(way)
