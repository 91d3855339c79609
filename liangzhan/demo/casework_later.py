"""What comes later in the cases of the main site: closings, follow-ups, referrals both ways, opinions, a transfer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import Grant, User
from liangzhan.accounts.queries import actor_of
from liangzhan.casework.models import Case, FollowUp
from liangzhan.casework.queries.papers import objectives_in_force
from liangzhan.casework.rules.closing import ClosingFacts
from liangzhan.casework.rules.follow_up import FollowUpFacts
from liangzhan.casework.rules.intake import IntakeFacts
from liangzhan.casework.services.cases import open_case
from liangzhan.casework.services.closings import approve_closing, request_closing, return_closing
from liangzhan.casework.services.flags import flag_work
from liangzhan.casework.services.follow_ups import record_follow_up
from liangzhan.casework.services.opinions import give_opinion
from liangzhan.casework.services.referral_answers import answer_referral, settle_referral
from liangzhan.casework.services.referrals import ReferralForm, refer
from liangzhan.casework.services.sides import suspend_case
from liangzhan.demo.casework import ALONE, CARER, CHILD, Keeper, Story, tell
from liangzhan.documents.models import KeptFile
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.staff.models import Post
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import acting_on, today

DONE = Story(
    **{
        **{name: getattr(ALONE, name) for name in Story.__dataclass_fields__},
        "name": "关素琴",
        "born_on": dt.date(1948, 3, 15),
        "begun": 150,
        "until": "INTERVENE",
        "after": (),
    }
)
WORSE = Story(
    **{
        **{name: getattr(CARER, name) for name in Story.__dataclass_fields__},
        "name": "卢春英",
        "born_on": dt.date(1966, 10, 2),
        "begun": 190,
        "until": "INTERVENE",
        "visits": ("面谈，倾听照护压力", "与丈夫一起商定分工", "回顾喘息服务"),
    }
)
AWAY = Story(
    **{
        **{name: getattr(CHILD, name) for name in Story.__dataclass_fields__},
        "name": "崔小雨",
        "born_on": dt.date(2013, 6, 1),
        "begun": 120,
        "until": "INTERVENE",
        "guardian": "崔某（母亲）",
    }
)

OFFICERS = ("head", "worker", "supervisor")


class Office:
    """Who acts at the main site."""

    def __init__(self, station: Station, paper: KeptFile) -> None:
        self.keeper = Keeper(station, paper)
        self.worker: Actor = self.keeper.by
        self.head, self.supervisor = (_actor(login) for login in ("head", "supervisor"))
        self.station, self.paper = station, paper

    def close(self, case: Case, ago: int, *, approve: bool = True, percent: int = 85) -> None:
        """C-08 so many days ago, with scores; approved the same day unless told."""
        day = today() - dt.timedelta(days=ago)
        facts = ClosingFacts(
            reason="GOAL_MET",
            on=day,
            progress={str(one.uuid): percent for one in objectives_in_force(case)},
            scores=(4, 3, 4, 4, 3, 3, 4, 3),
            client_opinion="日子有盼头了，谢谢社工常来看看。",
            satisfaction=5,
            open_issues="子女仍在外地，节假日要多留意。",
            separation="提前两次见面说明，最后一次一起回顾了变化。",
            follow_up_plan="第一个月电话回访，之后结合走访当面看。",
        )
        with acting_on(day):
            closing = request_closing(case=case, facts=facts, by=self.worker)
            if approve:
                approve_closing(closing=closing, note="目标完成，同意结案。", by=self.head)


def later_of(main: Site, paper: KeptFile, say: Callable[[str], None]) -> None:
    """Everything of the second half of casework that the pages show."""
    # The accounts were opened just now; whoever approved a closing months ago held the post then.
    Grant.objects.filter(user__username__in=OFFICERS).update(valid_from=today() - dt.timedelta(days=400))
    office = Office(main.stations.get(kind="SW"), paper)
    closings(office)
    referrals(office)
    opinions(office)
    flag_work(on=today(), by=Actor.system("夜间核对个案"))
    say(f"结案和回访：{FollowUp.objects.count()} 次回访")


def closings(office: Office) -> None:
    """One closed with a follow-up done and one due; one that came back worse; one returned; one waiting for the head."""
    tell(office.keeper, DONE, 3)
    done = _latest()
    office.close(done, 35)
    _follow(office, done, 5, "STABLE", "身体稳定，每周仍去合唱。")
    tell(office.keeper, WORSE, 4)
    worse = _latest()
    office.close(worse, 95, percent=70)
    _follow(office, worse, 63, "STABLE", "分工仍在坚持。")
    _follow(office, worse, 2, "WORSE", "丈夫外出打工，照护又落到一人身上，睡眠变差。", reopen=True)
    waiting = _of("沈玉兰")
    office.close(waiting, 1, approve=False)
    tell(office.keeper, AWAY, 5)
    away = _latest()
    with acting_on(today() - dt.timedelta(days=20)):
        suspend_case(case=away, reason="AWAY", by=office.worker)
    returned = _of("韩小乐")
    office.close(returned, 2, approve=False)
    with acting_on(today() - dt.timedelta(days=1)):
        closing = returned.closings.get()
        return_closing(closing=closing, reason="请补充与学校的交接安排，再申请结案。", by=office.head)


def referrals(office: Office) -> None:
    """To a hospital, accepted; to the next station, answered there; and one that came from there and waits here."""
    case = _of("武秀华")
    to_hospital = _refer(office.worker, case, office.paper, 12, to_agency="区精神卫生中心（示例）", reason="PROFESSION")
    settle_referral(referral=to_hospital, to="ACCEPTED", answer="已预约下周二心理门诊。", by=office.worker)
    near = _neighbour(office.station)
    if near is None:
        return
    other = _refer(office.worker, _of("冯丽"), office.paper, 6, to_station=near, reason="AREA")
    by = Actor.system("演示数据")
    answer_referral(referral=other, to="ACCEPTED", answer="已联系本人，本周上门。", by=by)
    theirs = near_case(near)
    if theirs is not None:
        _refer(by, theirs, office.paper, 3, to_station=office.station, reason="AREA")


def near_case(near: Station) -> Case | None:
    """A case that somebody of the next station opened; None where nobody works there."""
    post = Post.objects.in_force(today()).filter(station=near).select_related("worker").order_by("id").first()
    if post is None:
        return None
    day = today() - dt.timedelta(days=25)
    facts = PersonFacts(name="姚玉芬", sex="2", born_on=dt.date(1946, 8, 8), mobile="13900000000", address="示例街18号")
    intake = IntakeFacts(day, "FAMILY", "随女儿搬到贵社区居住，视力下降，需要就近上门关心。", "", 2, "未发现")
    with acting_on(day):
        return open_case(
            station=near,
            facts=intake,
            new_person=facts,
            decision="ACCEPT",
            worker=post.worker,
            by=Actor.system("演示数据"),
        )


def opinions(office: Office) -> None:
    """Supervisor on a plan and on the process; the head on a plan."""
    with acting_on(today() - dt.timedelta(days=9)):
        give_opinion(
            case=_of("韩小乐"),
            about="PROCESS",
            text="与学校的协调很及时；孩子自己的感受还可以多记一些。",
            agrees=True,
            by=office.supervisor,
        )
        give_opinion(case=_of("韩小乐"), about="PLAN", text="目标具体，可以执行。", agrees=True, by=office.head)


def _refer(by: Actor, case: Case, paper: KeptFile, ago: int, **changed):
    day = today() - dt.timedelta(days=ago)
    form = ReferralForm(
        on=day,
        items=("NAME", "MOBILE", "PROBLEM", "NEEDS"),
        letter="服务对象愿意接受帮助，请协助跟进，并告知办理情况。",
        follow_up_on=today() + dt.timedelta(days=1),
        way="PAPER",
        paper=paper,
        **changed,
    )
    with acting_on(day):
        return refer(case=case, form=form, by=by)


def _follow(office: Office, case: Case, ago: int, outcome: str, note: str, *, reopen: bool = False) -> None:
    row = case.follow_ups.filter(done_on__isnull=True).order_by("due_on").first()
    day = today() - dt.timedelta(days=ago)
    facts = FollowUpFacts(day, "PHONE", outcome, note, reopen)
    with acting_on(day):
        record_follow_up(follow_up=row, facts=facts, by=office.worker)


def _actor(login: str) -> Actor:
    return actor_of(User.objects.get(username=login), on=today(), second_factor=True)


def _latest() -> Case:
    return Case.objects.order_by("-id")[0]


def _of(name: str) -> Case:
    """The case of a person of the demo, by the name (which is encrypted, so by looking at each)."""
    return next(one for one in Case.objects.select_related("person").order_by("id") if one.person.name == name)


def _neighbour(station: Station) -> Station | None:
    rows = Station.objects.filter(kind="SW", opened_on__isnull=False, closed_on__isnull=True)
    return (
        rows.filter(division_code__startswith=station.division_code[:6]).exclude(pk=station.pk).order_by("id").first()
    )
