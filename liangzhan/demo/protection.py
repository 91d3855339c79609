"""A yellow risk, a closed crisis, a mandatory report whose clock was stopped, a designated officer."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import Grant, User
from liangzhan.accounts.queries import actor_of
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Person
from liangzhan.protection.choices import OfficerKind
from liangzhan.protection.models import Report, Risk
from liangzhan.protection.services.crises import add_measure, close_crisis, inform, open_crisis, save_safety_plan
from liangzhan.protection.services.designations import designate
from liangzhan.protection.services.reports import add_facts, add_told, begin_report
from liangzhan.protection.services.risks import note_step, raise_risk
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import acting_on, moment, today

# Keys of forms and uuids of rows are the same in every demo.
KEY = uuid.UUID("c0de0000-0000-4000-8000-000000000000")


def protection_province(main: Site, say: Callable[[str], None]) -> None:
    """Everything of the main site that the pages of `protection` show."""
    station = main.stations.get(kind="SW")
    worker = _actor("worker")
    clients = list(
        Person.objects.filter(ties__station=station, ties__kind=TieKind.CLIENT, ties__ended_on__isnull=True).order_by(
            "id"
        )[:6]
    )
    officer_of_street()
    yellow(station, clients[-1], worker)
    crisis(station, clients[-2], worker)
    reported(station, worker)
    say(f"风险 {Risk.objects.count()} 项，强制报告 {Report.objects.count()} 份")


def _actor(login: str) -> Actor:
    return actor_of(User.objects.get(username=login), on=today(), second_factor=True)


def _key(number: int) -> uuid.UUID:
    return uuid.UUID(int=KEY.int + number)


def officer_of_street() -> None:
    """The street's officer for children, since a year; the county designated him."""
    post = Grant.objects.get(user__username="street")
    since = today() - dt.timedelta(days=365)
    designate(post=post, kind=OfficerKind.CHILD_PROTECTION, since_on=since, by=_actor("county"))


def yellow(station: Station, person: Person, by: Actor) -> None:
    """Judged three weeks ago, told to the supervisor, visited last week: the next contact is due."""
    with acting_on(today() - dt.timedelta(days=21)):
        risk = raise_risk(
            person=person,
            station=station,
            domains=["ELDER_NEGLECT", "HEALTH"],
            level="2",
            facts="独自居住，近半月两次忘关燃气；子女在外地。",
            by=by,
        )
    for ago, kind, text in (
        (20, "SUPERVISOR", "电话告知督导，商定每周上门一次。"),
        (13, "CONTACT", "上门，检查燃气报警器。"),
        (6, "CONTACT", "上门，帮助联系子女。"),
    ):
        with acting_on(today() - dt.timedelta(days=ago)):
            note_step(risk=risk, kind=kind, text=text, by=by)


def crisis(station: Station, person: Person, by: Actor) -> None:
    """Found at a visit, handled in two days, closed with a plan."""
    with acting_on(today() - dt.timedelta(days=40)):
        row = open_crisis(
            person=person,
            station=station,
            found_at=moment() - dt.timedelta(minutes=30),
            how_found="上门探访时发现",
            level="3",
            domains=["SUICIDE_SELF_HARM"],
            facts_observed="情绪低落，桌上有大量安眠药。",
            facts_told="邻居说近日常听到哭声。",
            by=by,
        )
        inform(crisis=row, who="SUPERVISOR", at=moment(), reply="当天到站商量。", by=by)
        inform(crisis=row, who="FAMILY", at=moment(), name="女儿", reply="当晚赶回。", by=by)
        add_measure(crisis=row, text="陪伴两小时，药品交家人保管。", contact=True, by=by)
    with acting_on(today() - dt.timedelta(days=39)):
        plan = "女儿同住一周；每天电话一次；出现轻生念头立即拨打 120 并通知站长。"
        save_safety_plan(crisis=row, safety_plan=plan, handover="市精神卫生中心（示例）门诊", by=by)
        add_measure(crisis=row, text="陪同就诊，开始服药。", contact=True, by=by)
    with acting_on(today() - dt.timedelta(days=25)):
        close_crisis(
            crisis=row,
            outcome="情绪平稳，按时服药，女儿每周回来。",
            review_on=today() + dt.timedelta(days=28),
            level_after="1",
            by=by,
        )


def reported(station: Station, by: Actor) -> None:
    """One reported within half an hour, with its receipt."""
    with acting_on(today() - dt.timedelta(days=60)):
        report = begin_report(
            found_at=moment() - dt.timedelta(minutes=40), form_key=_key(1), uuid=_key(2), station=station, by=by
        )
        add_told(
            report=report,
            form_key=_key(3),
            reported_to="POLICE",
            reported_to_name="示例派出所",
            reported_at=moment() - dt.timedelta(minutes=15),
            receiver="警号示例 001",
            receipt_number="示例接警 0001 号",
            by=by,
        )
        add_facts(
            report=report,
            form_key=_key(4),
            bases=["MINORS_LAW", "NINE_DEPARTMENTS"],
            situations=["R4"],
            victim_called="小明（化名）",
            victim_sex="1",
            victim_age="约 9 岁",
            facts_observed="左臂有多处新旧淤青。",
            facts_told="邻居说夜里常有打骂声。",
            by=by,
        )
