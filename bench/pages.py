"""The pages of the main job that are measured: a name, who opens them and where. Rooms add theirs here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse


@dataclass(frozen=True)
class BenchPage:
    """`login` is a demo account; `rows` names the row of each argument of the address (see ROWS)."""

    title: str
    login: str
    url_name: str
    query: str = ""
    rows: dict[str, str] = field(default_factory=dict)

    def address(self) -> str:
        return reverse(self.url_name, kwargs={key: ROWS[name]() for key, name in self.rows.items()}) + self.query


def finished_plan() -> int:
    """The plan of 2020 with some 2,000 stations."""
    from liangzhan.programme.models import Plan

    return Plan.objects.get(is_sample=False).pk


def current_plan() -> int:
    from liangzhan.programme.models import Plan

    return Plan.objects.get(is_sample=True).pk


def city_task() -> int:
    """沈阳's task in the finished plan, divided among its counties."""
    from liangzhan.programme.models import Quota

    return Quota.objects.get(plan_id=finished_plan(), division_code="210100000000").pk


def current_city_task() -> int:
    from liangzhan.programme.models import Quota

    return Quota.objects.get(plan_id=current_plan(), division_code="210100000000").pk


def own_station() -> int:
    """The social work station of the demo's head: its file is full but for the sign photo."""
    from liangzhan.accounts.models import Grant

    return Grant.objects.get(user__username="head", station__kind="SW").station_id


def own_worker() -> int:
    """The certified worker of the demo's main station."""
    from liangzhan.staff.models import Post

    rows = Post.objects.filter(station_id=own_station(), role="SOCIAL_WORKER").order_by("pk")
    return rows.values_list("worker_id", flat=True)[0]


def own_case() -> int:
    """The demo's case with every paper of the first half."""
    from liangzhan.casework.models import ScaleScore

    return ScaleScore.objects.filter(moment="POST").order_by("pk").values_list("case_id", flat=True)[0]


def visit() -> int:
    """A visit in 和平区, with its items."""
    from liangzhan.programme.models import Visit

    rows = Visit.objects.filter(division_code__startswith="210102").order_by("pk")
    return rows.values_list("pk", flat=True)[0]


def open_day() -> UUID:
    """What the demo's station has open while one looks at it."""
    from liangzhan.occasions.models import Occasion

    return Occasion.objects.get(title="两站开放日").uuid


def nomination() -> int:
    from liangzhan.programme.models import Nomination

    rows = Nomination.objects.filter(state="NOMINATED", division_code__startswith="210102").order_by("pk")
    return rows.values_list("pk", flat=True)[0]


def report() -> int:
    """沈阳's accepted October report of 2020."""
    from liangzhan.programme.models import OctoberReport

    return OctoberReport.objects.get(plan_id=finished_plan(), division_code="210100000000").pk


ROWS: dict[str, Callable[[], int | UUID]] = {
    "open day": open_day,
    "finished plan": finished_plan,
    "current plan": current_plan,
    "city task": city_task,
    "current city task": current_city_task,
    "own station": own_station,
    "own worker": own_worker,
    "own case": own_case,
    "visit": visit,
    "nomination": nomination,
    "report": report,
}
FINISHED = {"plan": "finished plan"}
CURRENT = {"plan": "current plan"}
OWN = {"pk": "own station"}
OPEN_DAY = {"uuid": "open day"}
LOGINS = (
    "province",
    "city",
    "county",
    "street",
    "committee",
    "head",
    "worker",
    "keeper",
    "supervisor",
    "evaluator",
    "sysadmin",
    "secadmin",
    "auditor",
)

PAGES: list[BenchPage] = [
    *(BenchPage(f"desk, {login}", login, "home:desk") for login in LOGINS),
    BenchPage("plan list", "province", "programme:plan-list"),
    BenchPage("plan 2020", "province", "programme:plan-page", rows=FINISHED),
    BenchPage("task allocation table", "province", "programme:quota-table", rows=FINISHED),
    BenchPage("progress, province", "province", "programme:progress", rows=FINISHED),
    BenchPage("progress, city", "city", "programme:progress", rows=FINISHED),
    BenchPage("progress, street", "street", "programme:progress", rows=FINISHED),
    BenchPage("progress, map figures", "province", "programme:progress-map", rows=FINISHED),
    BenchPage("task of a city", "city", "programme:quota-page", rows={"pk": "city task"}),
    BenchPage("split of a task", "city", "programme:split-quota", rows={"pk": "current city task"}),
    BenchPage("nominations of a county", "county", "programme:nomination-list", rows=CURRENT),
    BenchPage("nomination", "county", "programme:nomination-page", rows={"pk": "nomination"}),
    BenchPage("nomination form", "street", "programme:choose-community", rows=CURRENT),
    BenchPage("station list, province", "province", "stations:station-list"),
    BenchPage("station list, county", "county", "stations:station-list"),
    BenchPage("station", "head", "stations:station-page", rows=OWN),
    BenchPage("checklist", "head", "programme:checklist", rows=OWN),
    BenchPage("standing", "head", "stations:standing", rows=OWN),
    BenchPage("roll of people, province", "province", "staff:roll"),
    BenchPage("roll of people, city, certified", "city", "staff:roll", query="?level=ASW&employment=FULL_TIME"),
    BenchPage("roll of people, county", "county", "staff:roll"),
    BenchPage("roll of people, station", "head", "staff:roll"),
    BenchPage("recognitions", "county", "staff:recognitions"),
    BenchPage("worker", "head", "staff:worker-page", rows={"pk": "own worker"}),
    BenchPage("my work", "worker", "staff:me"),
    BenchPage("my attendance", "worker", "staff:my-attendance"),
    BenchPage("attendance of stations, county", "county", "staff:attendance-stations"),
    BenchPage("attendance today", "head", "staff:attendance-today", rows=OWN),
    BenchPage("attendance of a month", "head", "staff:attendance-month", rows=OWN),
    BenchPage("leave to decide, street", "street", "staff:leave-list"),
    BenchPage("acceptance queue", "county", "programme:acceptance-queue"),
    BenchPage("visit", "county", "programme:visit-page", rows={"pk": "visit"}),
    BenchPage("rectifications", "county", "programme:rectification-list"),
    BenchPage("reports, province", "province", "programme:report-list", rows={"pk": "finished plan"}),
    BenchPage("report of a city", "city", "programme:report-page", rows={"pk": "report"}),
    BenchPage("agenda of a station", "head", "occasions:agenda"),
    BenchPage("agenda of a province", "province", "occasions:agenda"),
    BenchPage("occasion", "head", "occasions:occasion-page", rows=OPEN_DAY),
    BenchPage("roll", "head", "occasions:roll", rows=OPEN_DAY),
    BenchPage("code with its stock", "head", "occasions:show-code", rows=OPEN_DAY),
    BenchPage("trainings", "county", "credentials:training-list"),
    BenchPage("clearances, county", "county", "credentials:clearance-list"),
    BenchPage("awards, province", "province", "credentials:award-list"),
    BenchPage("register of assets", "head", "funds:asset-list"),
    BenchPage("books of a station", "head", "funds:book-page", rows=OWN),
    BenchPage("claims", "street", "funds:claim-list"),
    BenchPage("donations", "head", "funds:donation-list"),
    BenchPage("money and things by area", "city", "funds:figures"),
    BenchPage("talent, province", "province", "staff:talent-page"),
    BenchPage("talent, county", "county", "staff:talent-page"),
    BenchPage("allowance lists", "county", "staff:allowance-list"),
    BenchPage("appraisals of a county", "county", "staff:appraisal-list"),
    BenchPage("my cases", "worker", "casework:case-list"),
    BenchPage("cases of a station that are late", "head", "casework:case-list", query="?whose=station&late=on"),
    BenchPage("case", "worker", "casework:case-page", rows={"pk": "own case"}),
    BenchPage("record of a contact", "worker", "casework:contact-add", rows={"pk": "own case"}),
    BenchPage("supervisor's desk", "supervisor", "staff:supervision-desk"),
    BenchPage("own supervision", "worker", "staff:supervision-own"),
    BenchPage("supervision, figures of a province", "province", "staff:supervision-figures"),
    BenchPage("commitments by station", "county", "staff:ethics-overview"),
    BenchPage("complaints of a desk", "street", "staff:complaint-queue"),
    BenchPage("months to look at, street", "street", "staff:month-second-list"),
    BenchPage("leave to decide, head", "head", "staff:leave-list", query="?show=all"),
    BenchPage("corrections, head", "head", "staff:correction-list", query="?show=all"),
    BenchPage("appraisals of a street", "street", "staff:appraisal-list"),
    BenchPage("supervision, register", "head", "staff:supervision-register"),
    BenchPage("supervision, plan", "supervisor", "staff:session-plan"),
    BenchPage("register of interests, county", "county", "staff:ethics-register"),
    BenchPage("examinations, county", "county", "staff:exam-list"),
    BenchPage("talent, city", "city", "staff:talent-page"),
    BenchPage("pay scale, province", "province", "staff:pay-scale-page"),
    BenchPage("allowance rates, city", "city", "staff:rate-list"),
    BenchPage("roll of people, street", "street", "staff:roll"),
    BenchPage("roll of people, supervisor", "supervisor", "staff:roll"),
    BenchPage("trainings, province", "province", "credentials:training-list"),
    BenchPage("learning to decide, county", "county", "credentials:learning-list"),
    BenchPage("learning for people, county", "county", "credentials:learning-add-for-people"),
    BenchPage("clearances, street", "street", "credentials:clearance-list"),
    BenchPage("commitments, county", "county", "credentials:commitment-list"),
    BenchPage("own credentials", "worker", "credentials:own"),
    BenchPage("agenda of a city", "city", "occasions:agenda"),
    BenchPage("whom to visit", "worker", "activities:visit-due"),
    BenchPage("visits of a station", "worker", "activities:visit-list"),
    BenchPage("people of a station", "head", "people:person-list"),
    BenchPage("search of a person", "head", "people:person-search"),
    BenchPage("search by initials", "province", "home:search", query="?q=hpq"),
    BenchPage("search by name", "province", "home:search", query="?q=社区"),
    BenchPage("division picker", "street", "divisions:search", query="?q=nh&level=COMMUNITY"),
]
