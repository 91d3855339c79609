"""A group as one folder, in the order of domain.md 5.9: G-01 … G-08, then the photos.

The caller has reached the group and reads P3 there. Some queries for each session: for the job that binds, not for a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from liangzhan.activities.choices.groups import SignWay
from liangzhan.activities.models import (
    Group,
    GroupContract,
    GroupMember,
    GroupReport,
    GroupSession,
    GroupTest,
    RatingSheet,
    SessionPhoto,
)
from liangzhan.activities.queries.folder_sheets import (
    approval_facts,
    day,
    day_of,
    enclosed,
    photos_part,
    ratings_part,
    roll_part,
    sheet,
    yuan,
)
from liangzhan.activities.queries.group_figures import change_in, figures_of, satisfaction_in
from liangzhan.activities.queries.group_sessions import sessions_of
from liangzhan.documents.choices import ArchiveKind
from liangzhan.documents.models import Addendum
from liangzhan.documents.queries.addenda import addenda_in, addendum_texts
from liangzhan.documents.rules.folders import Folder, Part
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.people.queries.cards import names_at

GROUPS = Group.objects.select_related("station", "leader__person", "helper__person")


def group_folder(uuid: UUID) -> Folder:
    """Everything that was written about the group; members are named as their station knows them, inside, not on the cover."""
    group = GROUPS.get(uuid=uuid)
    ended = group.closed_on or group.state_since
    facts = (
        ("案卷号", group.number),
        ("立卷单位", group.station.name),
        ("小组名称", group.name),
        ("起止日期", f"{day(group.opened_on or group.starts_on)} 至 {day(ended)}"),
        ("类型", group.get_type_display()),
        ("责任者", "、".join(one.display_name for one in group.leaders)),
        ("查阅范围", "内部资料，按规定查阅"),
    )
    return Folder(
        title="小组案卷",
        number=group.number,
        kind=ArchiveKind.GROUP.label,
        station=group.station.name,
        facts=facts,
        parts=[*_parts(group)],
        remarks=_remarks(group),
        keeper=group.leader.display_name,
    )


def _remarks(group: Group) -> str:
    words = ["由系统按登记内容生成，记录锁定以后的补记附在原记录之后。"]
    if group.cancelled_reason:
        words.append("本小组批准后取消，没有举行的部分没有记录。")
    return "\n".join(words)


def _parts(group: Group) -> Iterator[Part]:
    sessions = sessions_of(group)
    held = [one for one in sessions if one.recorded_at is not None]
    yield _plan(group)
    yield from _members(group)
    yield from _contract(group)
    yield from (_planned(group, one) for one in sessions)
    added = addenda_in(group.voucher)
    yield from (_recorded(one, added.get(one.voucher, ())) for one in held)
    for one in held:
        yield roll_part(one.occasion, group, "G-06", f"第 {one.number} 节签到", names=True)
    yield from _test(group)
    ratings = RatingSheet.objects.filter(group=group).select_related("scan").first()
    yield from _report(group, added.get(group.voucher, ()))
    if ratings is not None:
        yield ratings_part(ratings, "G-08", "满意度评价")
    rows = SessionPhoto.objects.filter(session__group=group).select_related("file", "session").order_by("pk")
    yield from photos_part(((one.file, f"第 {one.session.number} 节照片") for one in rows), group.closed_on)


def _plan(group: Group) -> Part:
    facts = [
        ("类型", group.get_type_display()),
        ("模式", group.get_model_display()),
        ("理论依据", group.theory or "—"),
        ("服务对象", group.target),
        ("计划人数", f"{group.members_planned} 人"),
        ("计划节数", f"{group.sessions_planned} 节"),
        ("日期", f"{day(group.starts_on)} 至 {day(group.ends_on)}"),
        ("地点", group.place),
        ("带组人", "、".join(one.display_name for one in group.leaders)),
        ("预算", yuan(group.budget_fen)),
        *approval_facts(group),
    ]
    texts = [
        ("目标", group.goals),
        ("招募办法", group.recruitment),
        ("评估指标", group.indicators),
        ("可能的困难", group.risks),
        ("应对办法", group.plan_b),
    ]
    return Part("小组计划书", "G-01", day_of(group.saved_at), group.saved_by.label, sheet(facts, texts))


def _members(group: Group) -> Iterator[Part]:
    rows = list(group.members.select_related("person", "consent__paper").order_by("applied_on", "pk"))
    if not rows:
        return
    called = names_at([one.person for one in rows], group.station)
    lines = [
        [
            called[one.person_id],
            day(one.applied_on),
            _screened(one),
            one.reason or "—",
            f"{one.consent.get_way_display()} {day(one.consent.given_on)}" if one.consent else "没有登记",
        ]
        for one in rows
    ]
    columns = ["报名人", {"title": "报名日期", "width": "24mm"}, "筛选结果", "筛选意见", "参加同意"]
    files = enclosed((one.consent.paper, "参加同意签字件") for one in rows if one.consent)
    tables = [{"caption": "报名和筛选", "columns": columns, "rows": lines}]
    yield Part("招募与筛选", "G-02", rows[0].applied_on, rows[0].added_by.label, sheet([], tables=tables), files)


def _screened(member: GroupMember) -> str:
    if not member.left_on:
        return member.get_state_display()
    return f"{member.get_state_display()} {day(member.left_on)} {member.left_reason}".strip()


def _contract(group: Group) -> Iterator[Part]:
    contract = GroupContract.objects.filter(group=group).first()
    if contract is None:
        return
    rows = list(contract.signatures.select_related("member__person", "paper").order_by("signed_on", "pk"))
    called = names_at([one.member.person for one in rows], group.station)
    lines = [
        [called[one.member.person_id], SignWay(one.way).label, day(one.signed_on), one.witness or "—"] for one in rows
    ]
    columns = ["组员", "方式", {"title": "日期", "width": "24mm"}, "见证人"]
    tables = [{"caption": "签署", "columns": columns, "rows": lines}] if lines else []
    files = enclosed((one.paper, "契约签字件") for one in rows)
    texts = [("小组规则", contract.rules), ("保密承诺", contract.promise)]
    yield Part("小组契约", "G-03", contract.agreed_on, contract.saved_by.label, sheet([], texts, tables), files)


def _where(one: GroupSession) -> list[tuple[str, str]]:
    return [
        ("节次", f"第 {one.number} 节"),
        ("阶段", one.get_phase_display()),
        ("时间", when_words(one.occasion.starts_at, one.occasion.ends_at)),
        ("地点", one.occasion.place or "—"),
    ]


def _planned(group: Group, one: GroupSession) -> Part:
    texts = [("本节目标", one.aims), ("活动安排", one.activities), ("物资", one.materials)]
    return Part(f"第 {one.number} 节计划", "G-04", day_of(one.saved_at), one.saved_by.label, sheet(_where(one), texts))


def _recorded(one: GroupSession, added: Iterable[Addendum]) -> Part:
    texts = [
        ("小组动力", one.dynamics),
        ("重要事件", one.key_events),
        ("组员变化", one.member_changes),
        ("工作者反思", one.reflection),
        *addendum_texts(added),
    ]
    maker = one.recorded_by.label if one.recorded_by else ""
    facts = [*_where(one), ("出席", f"{one.attended} 人次")]
    return Part(f"第 {one.number} 节记录", "G-05", one.held_on, maker, sheet(facts, texts))


def _test(group: Group) -> Iterator[Part]:
    test = GroupTest.objects.filter(group=group).first()
    if test is None:
        return
    rows = list(test.scores.select_related("member__person").order_by("pk"))
    called = names_at([one.member.person for one in rows], group.station)
    lines = [[called[one.member.person_id], one.before or "—", one.after or "—"] for one in rows]
    facts = [
        ("量表或问卷", test.instrument),
        ("分数范围", f"{test.lowest}–{test.highest}，{'越高' if test.higher_is_better else '越低'}越好"),
    ]
    tables = [{"caption": "得分", "columns": ["组员", "前测", "后测"], "rows": lines}] if lines else []
    yield Part("前后测", "G-07", day_of(test.saved_at), test.saved_by.label, sheet(facts, tables=tables))


def _report(group: Group, added: Iterable[Addendum]) -> Iterator[Part]:
    report = GroupReport.objects.filter(group=group).first()
    if report is None:
        return
    figures, (_, change), said = figures_of(group), change_in(group), satisfaction_in(group)
    better = (
        f"{change.pairs} 人，{change.before} → {change.after}，{change.better} 人改善"
        if change and change.pairs
        else "—"
    )
    facts = [
        ("节次", f"{figures.held} 节（计划 {figures.planned} 节）"),
        ("出席", f"{figures.attended} 人次，{figures.persons} 人"),
        ("组员", f"{figures.members} 人，中途退出 {figures.left} 人"),
        ("前后测", better),
        ("满意度", f"{said.n} 份，平均 {said.mean} 分" if said and said.n else "没有评价"),
        ("预算", yuan(group.budget_fen)),
        ("实际支出", yuan(report.budget_used_fen)),
    ]
    texts = [
        ("成效", report.outcome),
        ("产出说明", report.output),
        ("满意度说明", report.satisfaction_note),
        ("经费使用说明", report.budget_note),
        ("跟进计划", report.follow_up),
        *addendum_texts(added),
    ]
    yield Part("总结评估报告", "G-08", report.closed_on, report.saved_by.label, sheet(facts, texts))
