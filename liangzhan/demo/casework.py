"""Cases of the main site in every phase, as a worker keeps them; at larger scales a year of them.

Invented people and stories; every paper is written on its own day through the services.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.accounts.queries import actor_of
from liangzhan.casework.models import Case, Plan
from liangzhan.casework.rules.contacts import ContactFacts
from liangzhan.casework.rules.intake import IntakeFacts
from liangzhan.casework.rules.papers import AgreementFacts, Aim
from liangzhan.casework.services.agreements import sign_agreement, withdraw_agreement
from liangzhan.casework.services.assessments import Tie, save_assessment
from liangzhan.casework.services.cases import add_member, open_case, set_nickname
from liangzhan.casework.services.contacts import save_contact
from liangzhan.casework.services.plans import PlanFacts, save_plan
from liangzhan.casework.services.reviews import save_review
from liangzhan.casework.services.scales import save_scores
from liangzhan.demo.people import acting_as
from liangzhan.documents.models import KeptFile
from liangzhan.people.models import Person
from liangzhan.people.rules.categories import CategoryFacts
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.categories import set_category
from liangzhan.people.services.register import register_person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import acting_on, today

SW = "SW"


@dataclass(frozen=True)
class Story:
    """Whom a case is about and what it is about; `begun` days ago; `until` the last thing that was done."""

    name: str
    born_on: dt.date
    sex: str
    category: str
    problem: str
    need: str
    goal: str
    aims: tuple[tuple[str, str], ...]
    begun: int
    until: str
    visits: tuple[str, ...] = ()
    source: str = "OUTREACH"
    before: tuple[int, ...] = (2, 2, 3, 2, 3, 3, 2, 1)
    ties: tuple[tuple[str, int, str], ...] = (
        ("社区食堂", 1, "每天送午餐"),
        ("楼下邻居", 2, ""),
        ("外地子女", -1, "电话少"),
    )
    after: tuple[int, ...] = ()
    guardian: str = ""
    kinds: str = "S10"


ALONE = Story(
    name="沈玉兰",
    born_on=dt.date(1944, 5, 6),
    sex="2",
    category="E1",
    problem="丧偶后独居，子女在外地，近三个月很少下楼，常忘记吃药。邻居说她夜里总亮着灯。",
    need="一是按时服药，二是恢复外出和交往，三是与子女重新联系。",
    goal="身体稳定，每周能外出，和子女恢复固定联系。",
    aims=(
        ("每天按时服药", "药盒每周检查无漏服"),
        ("每周下楼活动两次", "本人和邻居记录"),
        ("每周与子女通话一次", "本人记录"),
    ),
    begun=84,
    until="EVALUATE",
    visits=(
        "第一次上门，一起整理药盒",
        "陪同到社区卫生服务中心量血压",
        "教用手机视频，与女儿通话",
        "陪同参加社区合唱",
        "回顾目标，商量以后怎样坚持",
    ),
    after=(4, 3, 4, 3, 3, 3, 4, 3),
)
CHILD = Story(
    name="韩小乐",
    born_on=dt.date(2014, 9, 12),
    sex="1",
    category="C4",
    problem="父亲患病，母亲打零工，孩子放学无人照看，作业常不完成，老师反映上课打瞌睡。",
    need="放学后的照看和作业辅导；父亲的医疗救助；家庭作息。",
    goal="孩子放学有人照看，作业能完成。",
    aims=(("每周至少四天到社区课堂", "签到记录"), ("作业完成率达到九成", "老师反馈")),
    begun=46,
    until="INTERVENE",
    visits=("与孩子和母亲面谈，商定作息", "陪同母亲办理医疗救助申请", "到学校与班主任协调"),
    source="SCHOOL",
    guardian="韩某（父亲）",
    kinds="S01",
    ties=(("班主任", 1, "愿意配合"), ("社区课堂", 2, ""), ("亲戚", -2, "因借钱有争执")),
)
CARER = Story(
    name="武秀华",
    born_on=dt.date(1968, 2, 20),
    sex="2",
    category="O4",
    problem="照顾失能婆婆六年，睡眠差，与丈夫常为照护争吵。",
    need="喘息照护、情绪支持、家庭分工。",
    goal="减轻照护压力，家人分担。",
    aims=(("每周有半天喘息时间", "喘息服务记录"), ("家庭分工表执行一个月", "每周核对")),
    begun=20,
    until="PLAN",
    source="SELF",
    kinds="S05",
    before=(4, 2, 2, 3, 3, 3, 3, 2),
)
JOBLESS = Story(
    name="齐志刚",
    born_on=dt.date(1979, 11, 3),
    sex="1",
    category="O2",
    problem="失业八个月，不愿见人，家中靠妻子收入。",
    need="恢复信心，了解就业援助。",
    goal="",
    aims=(),
    begun=9,
    until="AGREED",
    source="COMMITTEE",
)
LATE = Story(
    name="罗桂芝",
    born_on=dt.date(1951, 7, 30),
    sex="2",
    category="E2",
    problem="老两口空巢，老伴刚出院，询问助餐和助浴。",
    need="",
    goal="",
    aims=(),
    begun=8,
    until="ACCEPTED",
    source="FAMILY",
)
NEW = Story(
    name="",
    born_on=dt.date(1960, 1, 1),
    sex="1",
    category="",
    problem="居民说三号楼有位老人常在楼道徘徊，问话答不清。今天先见了一面。",
    need="",
    goal="",
    aims=(),
    begun=1,
    until="NEW",
)
ELSEWHERE = Story(
    name="谭宏伟",
    born_on=dt.date(1985, 8, 8),
    sex="1",
    category="",
    problem="与原单位的工资纠纷。",
    need="",
    goal="",
    aims=(),
    begun=30,
    until="DECLINED",
    source="SELF",
)
STOPPED = Story(
    name="冯丽",
    born_on=dt.date(1990, 4, 17),
    sex="2",
    category="O3",
    problem="随迁来本市，孩子入园和租房遇到困难，情绪低落。",
    need="入园政策、租房信息、情绪疏导。",
    goal="安顿生活。",
    aims=(("了解并办好入园手续", "入园通知"),),
    begun=40,
    until="WITHDRAWN",
    visits=("面谈，了解入园政策",),
    kinds="S03",
)
STORIES = (ALONE, CHILD, CARER, JOBLESS, LATE, NEW, ELSEWHERE, STOPPED)


class Keeper:
    """The worker behind an account of the demo, or the given one, writing each paper on its own day."""

    def __init__(self, station: Station, paper: KeptFile, worker: Worker | None = None) -> None:
        if worker is None:
            user = User.objects.get(username="worker")
            self.by: Actor = actor_of(user, on=today(), second_factor=True)
            self.worker = Worker.objects.get(person__uuid=user.person_uuid)
        else:
            self.by, self.worker = acting_as(worker), worker
        self.station, self.paper = station, paper

    def open(self, story: Story, person: Person | None = None) -> Case:
        """C-01, and the category of the person, who is registered unless given."""
        day = today() - dt.timedelta(days=story.begun)
        decision = {"NEW": "", "DECLINED": "DECLINE"}.get(story.until, "ACCEPT")
        reason = "属于劳动仲裁事项，已告知仲裁委员会地址和法律援助电话。" if decision == "DECLINE" else ""
        name = story.name
        facts = PersonFacts(
            name=name, alias="" if name else "三号楼老伯", sex=story.sex, born_on=story.born_on if name else None
        )
        with acting_on(day):
            known = person is not None
            person = person or register_person(facts=facts, station=self.station, tie="CLIENT", on=day, by=self.by)
            if story.category and not known:
                category = CategoryFacts(code=story.category, source="SELF", valid_from=day)
                set_category(person=person, station=self.station, facts=category, by=self.by)
            intake = IntakeFacts(day, story.source, story.problem, "社区帮助过两次。", 2, "未发现")
            return open_case(
                station=self.station, facts=intake, person=person, decision=decision, reason=reason, by=self.by
            )

    def agree(self, case: Case, story: Story, after: int) -> dt.date:
        """C-02 some days after the opening; a guardian signs for a child."""
        day = case.opened_on + dt.timedelta(days=after)
        way = "GUARDIAN" if story.guardian else "PAPER"
        facts = AgreementFacts(day, way, True, day, signer=story.guardian, sharing="社区卫生服务中心：用药情况")
        facts = replace(facts, child_view="愿意，希望周末也能来。" if story.guardian else "")
        with acting_on(day):
            sign_agreement(case=case, facts=facts, paper=self.paper, by=self.by)
        return day

    def assess(self, case: Case, story: Story, after: int) -> None:
        """C-03 with the ties and the scale."""
        day = case.opened_on + dt.timedelta(days=after)
        texts = {
            "physical": "高血压十年，行动尚可。" if story.sex == "2" else "身体尚可。",
            "psychological": "情绪低落，愿意说话。",
            "social": "与老邻居有来往。",
            "economic": "收入能维持日常开支。",
            "strengths": "做事认真，愿意改变。",
            "needs_ranked": story.need,
            "risks": "暂无紧急风险。",
            "conclusion": f"{story.need}可以在社区资源支持下改善。",
        }
        ties = [Tie(*one) for one in story.ties]
        with acting_on(day):
            save_assessment(case=case, on=day, texts=texts, ties=ties, scores=story.before, by=self.by)

    def plan(self, case: Case, story: Story, after: int, *, agreed: bool = True) -> None:
        """C-04, agreed to at once or left as a draft."""
        day = case.opened_on + dt.timedelta(days=after)
        facts = PlanFacts(
            on=day,
            goal=story.goal,
            theory="TASK",
            steps="先解决最急的一件，再逐步加上其他；每两周一起看一次进展。",
            frequency="每周一次",
            resources="社区卫生服务中心、社区食堂、志愿者",
            roles="社工统筹，家人配合，志愿者陪伴",
            indicators="目标完成情况和社会功能评分",
        )
        aims = [Aim(text, measure, day + dt.timedelta(days=90)) for text, measure in story.aims]
        with acting_on(day):
            save_plan(
                case=case, facts=facts, aims=aims, agrees_on=day if agreed else None, paper=self.paper, by=self.by
            )

    def visit(self, case: Case, words: str, day: dt.date, *, kind: str, hour: int, **more: Any) -> None:
        """C-05 of the day, written down the morning after."""
        start = timezone.make_aware(dt.datetime.combine(day, dt.time(hour, 10)))
        facts = ContactFacts(
            starts_at=start,
            ends_at=start + dt.timedelta(minutes=45),
            mode=more.pop("mode", "HOME_VISIT"),
            service_kind=kind,
            purpose=words,
            content=f"{words}。服务对象谈了近况，社工倾听并一起商量办法，约定下次见面。",
            reaction="愿意配合，说“有人来说说话心里敞亮”。",
            reflection="节奏可以再慢一点，多听少劝。",
            **{"next_step": "下次看约定的事做得怎样", **more},
        )
        with acting_on(min(day + dt.timedelta(days=1), today())):
            save_contact(case=case, facts=facts, by=self.by)


def casework_of(main: Site, paper: KeptFile, say: Callable[[str], None], *, each_month: int = 0) -> None:
    """A case in every phase at the main site; with `each_month` as many formal cases begun in each month of the year."""
    keeper = Keeper(main.stations.get(kind=SW), paper)
    for number, story in enumerate(STORIES):
        tell(keeper, story, number)
    for month in range(1, 12 if each_month else 1):
        for number in range(each_month):
            tell(keeper, of_the_year(month, number), number + 10 * month)
    say(f"个案：{Case.objects.count()} 个")


def tell(keeper: Keeper, story: Story, number: int) -> None:
    """Everything of one story, as far as it has come."""
    case = keeper.open(story)
    if story.until in ("NEW", "DECLINED", "ACCEPTED"):
        return
    keeper.agree(case, story, 2)
    if story.until == "AGREED":
        return
    keeper.assess(case, story, 7)
    keeper.plan(case, story, 11, agreed=story.until != "PLAN")
    for at, words in enumerate(story.visits):
        last = at == len(story.visits) - 1
        day = case.opened_on + dt.timedelta(days=15 + at * 10)
        more = {"next_on": today() + dt.timedelta(days=2)} if last and story.until == "INTERVENE" else {}
        keeper.visit(
            case, words, min(day, today() - dt.timedelta(days=1)), kind=story.kinds, hour=9 + number % 7, **more
        )
    finish(keeper, case, story)


def finish(keeper: Keeper, case: Case, story: Story) -> None:
    """The last steps of the stories that went that far."""
    if story.until == "WITHDRAWN":
        row = case.agreements.get()
        with acting_on(today() - dt.timedelta(days=5)):
            withdraw_agreement(agreement=row, by=keeper.by)
    if story is ALONE:
        set_nickname(case=case, nickname="玉兰花", by=keeper.by)
        head = Worker.objects.get(person__uuid=User.objects.get(username="head").person_uuid)
        add_member(case=case, worker=head, role="HEAD", by=keeper.by)
    if story.after:
        review(keeper, case, story)


def review(keeper: Keeper, case: Case, story: Story) -> None:
    """C-06 in the middle and the scale at the end."""
    aims = Plan.objects.get(case=case).objectives.order_by("position")
    progress = {str(aim.uuid): 60 + 10 * (aim.position % 4) for aim in aims}
    middle = case.opened_on + dt.timedelta(days=50)
    with acting_on(middle):
        save_review(
            case=case,
            on=middle,
            progress=progress,
            findings="能按时服药，开始下楼；与女儿的联系还不固定。",
            plan_changes="增加一次家庭视频的练习。",
            by=keeper.by,
        )
    on = today() - dt.timedelta(days=3)
    with acting_on(on):
        save_scores(case=case, moment="POST", scores=story.after, on=on, by=keeper.by)


def of_the_year(month: int, number: int) -> Story:
    """One of the stories again, with another name, begun so many months ago."""
    model = (ALONE, CHILD, CARER, STOPPED)[number % 4]
    surname, given = "孟秦江史顾侯邵龙万段雷钱"[(month * 5 + number) % 12], ("建国", "淑珍", "玉梅", "国强")[number % 4]
    visits = ALONE.visits[: 3 + number % 3]
    return Story(
        **{
            **{name: getattr(model, name) for name in Story.__dataclass_fields__},
            "name": surname + given,
            "begun": month * 30 + 60 + number,
            "until": "INTERVENE" if number % 2 else "WORKED",
            "aims": model.aims or ALONE.aims,
            "goal": model.goal or ALONE.goal,
            "visits": visits,
            "after": (),
        }
    )
