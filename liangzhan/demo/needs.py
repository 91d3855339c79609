"""Needs in all states, resources with uses, two projects and a finished survey of 60 answers at the main site."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from decimal import Decimal

from liangzhan.demo.attendance import team_of
from liangzhan.needs.rules.projects import ProjectFacts
from liangzhan.needs.rules.resources import ResourceFacts, UseFacts
from liangzhan.needs.rules.surveys import SurveyFacts
from liangzhan.needs.services import answering, answers, projects, resources, surveys, uses
from liangzhan.needs.services.needs import raise_need
from liangzhan.stations.models import Site
from liangzhan.toolkit.periods import acting_on, today

NEEDS = (
    ("S10", "独居老人想有人常来坐坐", "ELDER", "SURVEY", 2, 18, "SERVE"),
    ("PUBLIC_AFFAIR", "三号楼楼道灯坏了，夜里看不见台阶", "ALL", "DOOR", 3, 40, "CLOSE"),
    ("S01", "轮椅坏了，下不了楼", "DISABLED", "VISIT", 4, 1, "REFER"),
    ("S04", "想学燃气和用电安全", "ELDER", "SURVEY", 2, 30, "PLAN"),
    ("S08", "想学用手机挂号", "ELDER", "SURVEY", 2, 25, "PLAN"),
    ("S09", "照看孩子的妈妈想找在家能做的活", "LOW_INCOME", "COMMITTEE", 3, 8, "VERIFY"),
    ("S02", "照顾失能家人的人想有个说话的地方", "OTHER", "VOLUNTEER", 3, 6, ""),
    ("S05", "楼上楼下为漏水吵了两个月", "OTHER", "DOOR", 4, 2, ""),
    ("PUBLIC_AFFAIR", "想把停车场改成菜市场", "ALL", "SURVEY", 1, 3, "REJECT"),
    ("S10", "假期孩子没人看", "MINOR", "COMMITTEE", 3, 15, "SERVE"),
    ("S03", "孩子升学压力大", "MINOR", "SURVEY", 2, 5, "VERIFY"),
    ("S99", "想要一个修伞修鞋的便民点", "ALL", "DOOR", 1, 20, ""),
)
RESOURCES = (
    ("PLACE", "二楼活动室", "社区居委会", "INSIDE"),
    ("PERSON", "退休教师书画队", "居民骨干", "INSIDE"),
    ("ORG", "社区卫生服务中心", "社区卫生服务中心", "OUTSIDE"),
    ("MATERIAL", "防滑垫和扶手", "爱心企业（示例）", "OUTSIDE"),
    ("SERVICE", "上门理发", "街角理发店（示例）", "INSIDE"),
    ("MONEY", "邻里互助金", "驻区单位（示例）", "OUTSIDE"),
    ("POLICY", "适老化改造补助", "区民政局", "OUTSIDE"),
    ("CULTURE", "满族剪纸传习", "剪纸艺人（示例）", "INSIDE"),
)
SUMMARY = (
    "六十户居民填了问卷。最需要的是生活帮扶和人文关怀，最想改善的是楼道照明和扶手。"
    "站里与两委商定：先办银龄陪伴和手机课堂两个项目，楼道灯请物业修好。"
)
SUMS = (
    (0, "NONE", ""),
    (240_000, "FAIR_VALUE", "捐赠凭证（示例）"),
    (60_000, "PRICE", "价目表（示例）"),
    (500_000, "CASH", ""),
)


def needs_of(main: Site, say: Callable[[str], None]) -> None:
    """Everything stands in the past months, by the worker."""
    team = team_of(main)
    by, station, day = team.actors["worker"], team.sw, today()
    rows = []
    for at, (category, words, group, source, urgency, heads, to) in enumerate(NEEDS):
        raised = day - dt.timedelta(days=80 - 6 * at)
        told = {"group": group, "urgency": urgency, "persons_concerned": heads, "raised_on": raised}
        need = raise_need(station=station, category=category, description=words, source=source, by=by, **told)
        rows.append((need, to, raised))
    things = [_resource(station, by, at) for at in range(len(RESOURCES))]
    run = [_project(station, by, name, need) for name, need in (("银龄陪伴", rows[0][0]), ("手机课堂", rows[4][0]))]
    for need, to, raised in rows:
        need.refresh_from_db()
        follow(need, to, raised, by)
    for at, (fen, basis, note) in enumerate(SUMS):
        facts = UseFacts(day - dt.timedelta(days=5 + at), "银龄陪伴项目", "S10", 12, fen, basis, note)
        told = {"need": rows[0][0], "project": run[0], "form_key": uuid.uuid4()}
        uses.record_use(resource=things[(0, 3, 4, 5)[at]], facts=facts, by=by, **told)
    _survey(station, by)
    say(f"需求示例：需求 {len(rows)} 条，资源 {len(things)} 项，项目 {len(run)} 个，答卷 60 份")


def _resource(station, by, at):
    kind, name, owner, side = RESOURCES[at]
    with acting_on(today() - dt.timedelta(days=420 if at == 7 else 60 - at)):
        facts = ResourceFacts(kind, name, owner, side, contact="024-00000000")
        return resources.save_resource(facts=facts, station=station, form_key=uuid.uuid4(), by=by)


def _project(station, by, name, need):
    day = today()
    facts = ProjectFacts(
        name, "SERVICE", "需要的人每周有人陪", "站里社工", day - dt.timedelta(days=40), day + dt.timedelta(days=20)
    )
    row = projects.open_project(facts=facts, station=station, needs=[need], form_key=uuid.uuid4(), by=by)
    projects.add_measure(project=row, name="每周参加", unit="人", before=Decimal(0), target=Decimal(20), by=by)
    return projects.start_project(project=row, by=by)


def follow(need, to, raised, by):
    later = raised + dt.timedelta(days=4)
    if to == "VERIFY":
        answering.verify_need(need=need, note="入户问过，情况属实", on=later, by=by)
    elif to == "PLAN" and need.state == "NEW":
        answering.plan_need(need=need, note="列入下月活动", on=later, by=by)
    elif to == "REFER":
        answering.refer_need(need=need, referred_to="街道残联", reason="可以申请辅具", on=later, by=by)
    elif to == "REJECT":
        answering.reject_need(need=need, reason="停车场由物业管理，已请居委会答复", on=later, by=by)
    elif to in ("SERVE", "CLOSE"):
        answering.serve_need(need=need, note="已提供服务", on=max(later, need.state_since), by=by)
    if to == "CLOSE":
        answering.close_need(need=need, outcome="灯已修好，居民满意", by=by)


def _survey(station, by):
    day = today()
    title, begun = "居民需求和社区资源调查（示例）", day - dt.timedelta(days=50)
    note = "居委会副主任带队入户"
    facts = SurveyFacts(title, "QUESTIONNAIRE", True, note, 1200, 60, "每栋楼每层一户", begun, day)
    row = surveys.save_survey(facts=facts, station=station, form_key=uuid.uuid4(), by=by)
    surveys.open_survey(survey=row, by=by)
    for at in range(60):
        steps = {"q1": (5, 3), "q2": (5, 2), "q3": (6, 1), "q5": (3, 1), "q6": (4, 3), "q7": (8, 5), "q8": (6, 1)}
        steps |= {"q9": (5, 1), "q10": (5, 2), "q11": (6, 1), "q12": (8, 3)}
        choices = {key: [str(at * step % most + 1)] for key, (most, step) in steps.items()}
        choices["q4"] = sorted({"1", str(at * 7 % 9 + 1)})
        words = {"q14": ("楼道加扶手", "教老人用手机", "周末办活动")[at % 3]} if at % 7 == 0 else {}
        answers.enter_answer(survey=row, sheet=answers.Sheet(choices, words), form_key=uuid.uuid4(), by=by)
    surveys.close_survey(survey=row, by=by)
    told = {"summary": SUMMARY, "published_where": "社区公告栏（示例）", "committee_note": "两委共同核对"}
    surveys.publish_survey(survey=row, by=by, **told)
