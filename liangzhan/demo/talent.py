"""Appraisal and talent of the demo: a year that is final and one under way, allowance lists, an examination, pay (示例)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.accounts.queries import actor_of
from liangzhan.divisions.models import Division
from liangzhan.staff.models import AppraisalCard, AppraisalYear, ExamEntry, Worker
from liangzhan.staff.rules.allowance import days_of, month_before
from liangzhan.staff.rules.pay_scale import Amounts
from liangzhan.staff.services import allowance, exams
from liangzhan.staff.services import appraisal as appraisals
from liangzhan.staff.services.allowance_rates import save_rate
from liangzhan.staff.services.appraisal_review import Judgement, review_card
from liangzhan.staff.services.pay_scale import save_pay_scale
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import acting_on, add_workdays, today

SAMPLE = "示例，不是任何正式文件的金额"
RATES = {"ASW": 10000, "SW": 20000, "SSW": 30000}
MEDIANS = (380000, 392000, 410000, 421000)
SAID = {
    "QUALITY": Judgement(Decimal(92), "抽看 6 份服务档案，5 份完整"),
    "SATISFACTION": Judgement(Decimal(95), "12 月居民评议会 31 人参加，30 人满意"),
}


def person(login: str) -> Actor:
    """The demo account as it acts on its pages."""
    return actor_of(User.objects.get(username=login), on=today(), second_factor=True)


def talent_of_main(main: Site, say: Callable[[str], None]) -> None:
    """Everything of appraisal and talent around the main site."""
    stations = {one.kind: one for one in main.stations.order_by("id")}
    last_year(stations["SW"])
    this_year(stations["SW"])
    city = main.division.parent.parent.parent
    rates_of(city)
    lists_of(stations)
    examinations(stations)
    pay_of(city)
    say("考核、职业津贴、考试、薪酬水平（示例）")


def last_year(station: Station) -> None:
    """Opened in December, published and final in January; before February the year before that."""
    year = today().year - (1 if today() >= dt.date(today().year, 2, 10) else 2)
    head, committee = person("head"), person("committee")
    with acting_on(dt.date(year, 12, 20)):
        opened = appraisals.open_year(station=station, year=year, by=head)
        appraisals.start_self(appraisal=opened, by=head)
    with acting_on(dt.date(year + 1, 1, 5)):
        for card in cards_of(opened):
            tell_and_review(card, head, committee)
        appraisals.publish(appraisal=opened, by=head)
    over = add_workdays(dt.date(year + 1, 1, 5), 5) + dt.timedelta(days=1)
    with acting_on(over):
        appraisals.finish(appraisal=opened, on=over, by=Actor.system("考核公示到期"))


def cards_of(opened: AppraisalYear) -> list[AppraisalCard]:
    rows = AppraisalCard.objects.filter(appraisal=opened).select_related("appraisal", "station", "worker__person")
    return list(rows.order_by("id"))


def tell_and_review(card: AppraisalCard, head: Actor, committee: Actor) -> None:
    """The worker writes, the head (for the head's own card the committee) reviews."""
    user = User.objects.filter(person_uuid=card.worker.person.uuid).first()
    if user is None:
        appraisals.skip_statement(card=card, reason="已离岗", by=head)
    else:
        text = "全年走访困难家庭 46 户，组织小组活动 8 次；不足是档案整理不够及时。"
        appraisals.send_statement(card=card, text=text, by=actor_of(user, on=today(), second_factor=True))
    reviewer = committee if card.above else head
    note = "遵守政治纪律，履职认真"
    review_card(card=card, judgements=SAID, political_fit=True, political_note=note, by=reviewer)


def this_year(station: Station) -> None:
    """Statements are being written; the worker has saved a draft."""
    with acting_on(today() - dt.timedelta(days=5)):
        opened = appraisals.open_year(station=station, year=today().year, by=person("head"))
        appraisals.start_self(appraisal=opened, by=person("head"))
    worker = person("worker")
    for card in cards_of(opened):
        if card.worker.person.uuid == worker.person_uuid:
            appraisals.save_statement(card=card, text="今年主要做了高龄独居老人走访", by=worker)


def rates_of(city: Division) -> None:
    for level, fen in RATES.items():
        save_rate(
            division=city,
            level=level,
            monthly_fen=fen,
            valid_from=dt.date(today().year - 1, 1, 1),
            basis=SAMPLE,
            is_sample=True,
            by=person("city"),
        )


def lists_of(stations: dict[str, Station]) -> None:
    """Two months of the social work station: one paid, one with the county; the other station's list waits for the head."""
    head, street, county = person("head"), person("street"), person("county")
    last = month_before(today())
    first_day = days_of(last)[0]
    before = month_before(first_day)
    with acting_on(first_day + dt.timedelta(days=2)):
        held = allowance.draft_list(station=stations["SW"], month=before, by=Actor.system("职业津贴名单"))
        allowance.submit_list(held=held, by=head)
        allowance.review_list(held=held, by=street)
        allowance.approve_lists(lists=[held], by=county)
    with acting_on(first_day + dt.timedelta(days=9)):
        allowance.mark_paid(lists=[held], on=today(), by=county)
    for kind in ("SW", "VS"):
        fresh = allowance.draft_list(station=stations[kind], month=last, by=Actor.system("职业津贴名单"))
        if kind == "SW":
            allowance.submit_list(held=fresh, by=head)
            allowance.review_list(held=fresh, by=street)


def examinations(stations: dict[str, Station]) -> None:
    """The keeper has passed (the certificate is offered), the worker waits for results of the next level."""
    year = today().year if today() >= dt.date(today().year, 10, 1) else today().year - 1
    head = person("head")
    sign(stations["SW"], "worker", "SW", year, head)
    entry = sign(stations["VS"], "keeper", "ASW", year, head)
    outcomes = dict.fromkeys(("ASW_THEORY", "ASW_PRACTICE"), "PASSED")
    exams.record_results(entry=entry, outcomes=outcomes, known_on=dt.date(year, 9, 5), by=head)


def sign(station: Station, login: str, level: str, year: int, by: Actor) -> ExamEntry:
    worker = Worker.objects.get(person__uuid=User.objects.get(username=login).person_uuid)
    return exams.sign_up(worker=worker, station=station, year=year, level=level, signed_on=dt.date(year, 4, 8), by=by)


def pay_of(city: Division) -> None:
    """Four years of a city, and a group so small that only its number is registered."""
    by, first = person("city"), today().year - len(MEDIANS)
    for at, median in enumerate(MEDIANS):
        amounts = Amounts(60 + at * 12, median * 3 // 4, median, median * 3 // 2)
        save_pay_scale(division=city, year=first + at, amounts=amounts, basis=SAMPLE, is_sample=True, by=by)
    few = Amounts(3, None, None, None)
    save_pay_scale(division=city, year=today().year - 1, level="SSW", amounts=few, basis=SAMPLE, is_sample=True, by=by)
