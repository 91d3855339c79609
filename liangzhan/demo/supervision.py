"""Supervision, ethics and one complaint of the main site: a quarter of sessions, an item waiting, an action overdue."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.accounts.queries import actor_of
from liangzhan.demo.people import officer
from liangzhan.staff.models import SupervisionSession, Worker
from liangzhan.staff.services import agenda, complaints, ethics, supervision_notes
from liangzhan.staff.services.supervision import plan_session, record_session
from liangzhan.staff.services.supervision_signing import rate_session, sign_session
from liangzhan.staff.services.supervision_work import Agreed, check_action, finish_action
from liangzhan.stations.models import Site
from liangzhan.toolkit.periods import acting_on, today


class Circle:
    """The demo accounts with their workers, acting as they stand today."""

    def __init__(self) -> None:
        self.actors: dict[str, Actor] = {}
        self.workers: dict[str, Worker] = {}
        for login in ("head", "worker", "keeper", "supervisor", "street", "committee"):
            user = User.objects.get(username=login)
            self.actors[login] = actor_of(user, on=today(), second_factor=True)
            found = Worker.objects.filter(person__uuid=user.person_uuid).select_related("person").first()
            if found is not None:
                self.workers[login] = found

    def session(self, ago: int, people: Sequence[str], **more) -> SupervisionSession:
        """Held and confirmed so many days ago, led by the supervisor unless told."""
        by = self.actors[more.pop("by", "supervisor")]
        form, minutes = more.pop("form", "INDIVIDUAL"), more.pop("minutes", 60)
        signed, actions = more.pop("signed", True), more.pop("actions", ())
        day = today() - dt.timedelta(days=ago)
        with acting_on(day):
            row = plan_session(
                form=form,
                held_on=day,
                starts=dt.time(14),
                minutes=minutes,
                workers=[self.workers[one] for one in people],
                source="EXTERNAL",
                place="社会工作室",
                by=by,
            )
            came = list(row.parts.order_by("id").values_list("worker_id", flat=True))
            row = record_session(session=row, attended=came, actions=actions, by=by, **more)
            for login in people if signed else ():
                row = sign_session(session=row, by=self.actors[login])
                if row.supervisor is not None:
                    rate_session(session=row, score=5 - len(login) % 2, by=self.actors[login])
            if signed and form == "PEER":
                sign_session(session=row, by=by)
        return row


def supervision_province(main: Site, say: Callable[[str], None]) -> None:
    """Everything of the main site that this slice shows."""
    circle = Circle()
    sessions(circle)
    declarations(circle)
    complaint(main, circle)
    say(f"督导：{SupervisionSession.objects.count()} 次")


def sessions(circle: Circle) -> None:
    """The last quarter, a record that waits for the worker's word, one to come."""
    keeper = circle.workers["keeper"]
    circle.session(
        84, ["worker"], topics=["CASE"], issues="接案会谈中如何倾听，怎样写预估。", advice="先记事实，再写判断。"
    )
    done = [Agreed(keeper, "整理志愿者联系表", today() - dt.timedelta(days=40))]
    row = circle.session(
        56,
        ["worker", "keeper"],
        form="GROUP",
        minutes=90,
        topics=["COMMUNITY", "ADMIN"],
        issues="社区活动报名人数少，分工不清。",
        advice="活动前一周逐户通知，两站一起排班。",
        actions=done,
    )
    settle_action(circle, row)
    later_sessions(circle)
    waiting(circle)


def settle_action(circle: Circle, row: SupervisionSession) -> None:
    """Done and looked at."""
    with acting_on(today() - dt.timedelta(days=42)):
        action = finish_action(action=row.actions.get(), result="已整理，共 36 人", by=circle.actors["keeper"])
        check_action(action=action, note="很好", by=circle.actors["supervisor"])


def later_sessions(circle: Circle) -> None:
    """The last weeks: an action is overdue, a record waits."""
    worker = circle.workers["worker"]
    late = [
        Agreed(worker, "与居委会一起走访两户，写走访记录", today() - dt.timedelta(days=3)),
        Agreed(worker, "列出本季度要结案的个案", today() + dt.timedelta(days=9)),
    ]
    row = circle.session(
        24, ["worker"], topics=["CASE", "EMOTION"], issues="个案进展慢，有些泄气。", advice="把目标拆小。", actions=late
    )
    supervision_notes.write_note(
        session=row, text="这段时间压力大，已商量每周留半天整理。", about=worker, by=circle.actors["supervisor"]
    )
    circle.session(
        12, ["keeper"], by="worker", form="PEER", minutes=45, topics=["PROJECT"], issues="互相看了对方的活动记录。"
    )
    circle.session(2, ["worker"], minutes=50, topics=["ETHICS"], issues="居民送的鸡蛋怎么处理。", signed=False)


def waiting(circle: Circle) -> None:
    """An item of the agenda (the cases add theirs), and the next session."""
    keeper = circle.workers["keeper"]
    agenda.add_own_item(title="想学习怎样带小组", note="下季度准备办一个老年人小组。", by=circle.actors["keeper"])
    plan_session(
        form="INDIVIDUAL",
        held_on=today() + dt.timedelta(days=3),
        starts=dt.time(9, 30),
        minutes=60,
        workers=[keeper],
        place="社会工作室",
        source="EXTERNAL",
        by=circle.actors["supervisor"],
    )


def declarations(circle: Circle) -> None:
    """A gift that was given back, and a conflict of the head that 两委 looked at."""
    with acting_on(today() - dt.timedelta(days=15)):
        ethics.declare_ethics(
            worker=circle.workers["worker"],
            kind="GIFT",
            happened_on=today(),
            party="FAMILY",
            what="走访时送的一篮鸡蛋",
            value=6000,
            disposal="RETURNED",
            by=circle.actors["worker"],
        )
        row = ethics.declare_ethics(
            worker=circle.workers["head"],
            kind="CONFLICT",
            happened_on=today(),
            party="RELATIVE",
            what="采购活动用品的备选商店由亲属经营",
            disposal="RECUSED",
            by=circle.actors["head"],
        )
    with acting_on(today() - dt.timedelta(days=13)):
        ethics.sign_seen(row=row, note="同意回避，由志愿服务站工作人员采购。", by=circle.actors["committee"])


def complaint(main: Site, circle: Circle) -> None:
    """One at the street's desk, being looked into; one for the station and 两委 that just came. Desks exist since today."""
    station = main.stations.get(kind="SW")
    by, street = officer("投诉页面"), circle.actors["street"]
    row, _ = complaints.receive_complaint(
        station=station,
        about="SERVICE",
        desk="STREET",
        text="周三下午两次到站里，门都锁着，电话也没有人接。",
        form_key=uuid.uuid5(uuid.NAMESPACE_OID, "liangzhan-demo:complaint:1"),
        complainer="一位居民",
        contact="024-00000000",
        by=by,
    )
    row = complaints.accept_complaint(complaint=row, by=street)
    complaints.write_step(complaint=row, text="查了值班表，周三下午无人值班，已与站长核实。", by=street)
    complaints.receive_complaint(
        station=station,
        about="SERVICE",
        desk="STATION",
        text="活动室的投影仪坏了很久，希望尽快修好。",
        form_key=uuid.uuid5(uuid.NAMESPACE_OID, "liangzhan-demo:complaint:2"),
        by=by,
    )
