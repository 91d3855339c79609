"""Records from another platform: one by one and in bulk the same, whatever is wrong with some of them."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.access.scope import Area
from liangzhan.audit.models import Event
from liangzhan.notices.models import PersonNotice
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.models import ServiceRecord, VolunteerActivity
from liangzhan.volunteers.rules.feeding import Fed, FedActivity, FedRow
from liangzhan.volunteers.services.bulk_records import feed_records
from liangzhan.volunteers.services.feeding import feed_activity, feed_record
from tests.factories.people import BY
from tests.factories.volunteers import make_record, make_volunteer, make_volunteering

pytestmark = pytest.mark.django_db
FEEDER = "示例/市平台"
DAY = dt.date(2024, 5, 6)
NINE = dt.datetime(2024, 5, 6, 1, tzinfo=dt.UTC)
COLUMNS = (
    *("station_id", "division_code", "activity_id", "volunteer_id", "sign_up_id", "served_on", "starts_at", "ends_at"),
    *(
        "break_minutes",
        "minutes",
        "content",
        "source",
        "feeder",
        "feeder_no",
        "state",
        "state_since",
        "grade",
        "signals",
    ),
    *("posted_version", "export_state", "recorded_by"),
)


def make_ground(station, other):
    """(volunteer numbers, national number, activity numbers): good ones, and for each rule one that breaks it."""
    area = Area(stations=(station.pk,))
    first, second = make_volunteer("赵甲", station=station), make_volunteer("钱乙", station=station)
    waiting = make_volunteer("孙丙", station=station, state="APPLIED")
    away = make_volunteer("李丁", station=other)
    known = make_volunteer("周戊", station=station, national_no="N0001", national_state="ACCEPTED")
    held = make_volunteering("护河", station=station, on=DAY, number="示例-1", hours=24 * 29 + 14)
    fed = make_volunteering("探访", station=station, on=DAY, feeder=FEEDER, feeder_no="他-1", hours=5)
    draft = make_volunteering("未审", station=station, on=DAY, number="示例-3", state="DRAFT")
    elsewhere = make_volunteering("外站", station=other, on=DAY, number="示例-4")
    make_record(first, on=DAY, minutes=60, activity=held)
    make_record(second, on=DAY, minutes=600, activity=held, state="REJECTED")
    volunteers = [one.number for one in (first, second, waiting, away, known)]
    activities = [*(one.number or one.feeder_no for one in (held, fed, draft, elsewhere)), "没有"]
    return area, volunteers, activities


def one_by_one(rows, area):
    answers = []
    for row in rows:
        try:
            with transaction.atomic():
                record, fresh = feed_record(row=row, area=area, feeder=FEEDER, by=BY)
            answers.append(Fed(row.feeder_no, known=not fresh))
        except RuleBroken as refusal:
            answers.append(Fed(field=refusal.field, problem=refusal.reasons[0]))
    return answers


def in_bulk(rows, area):
    answers = feed_records(rows=rows, area=area, feeder=FEEDER, by=BY)
    numbers = {str(uuid): number for uuid, number in ServiceRecord.objects.values_list("uuid", "feeder_no")}
    return [Fed(numbers.get(one.uuid, ""), one.known, one.field, one.problem) for one in answers]


def seen(take, rows, area):
    """What came of it, and then as if nothing had."""
    with transaction.atomic():
        answers = take(rows, area)
        records = list(ServiceRecord.objects.filter(feeder=FEEDER).order_by("feeder_no").values(*COLUMNS))
        told = sorted(PersonNotice.objects.values_list("person", "kind", "subject", "text", "href"))
        transaction.set_rollback(True)
    return answers, records, told


def often(*choices):
    """Bad values are few, so that most rows meet one another and not the first rule."""
    return st.sampled_from(choices)


minutes = st.integers(0, 4 * 12).map(lambda quarter: NINE + dt.timedelta(minutes=15 * quarter))
rows_of = st.lists(
    st.tuples(
        *(often(*(f"r{at}" for at in range(1, 16)), ""), often(0, 0, 0, 1, 1, 1, 4, 5, 2, 3, 6)),
        *(often(0, 0, 0, 0, 1, 1, 2, 3, 4), minutes, often(60, 60, 120, 120, 240, 300, 760, 0)),
        *(often(0, 0, 0, 0, 0, 30, 800), often("", "", "", "", "送餐", "长" * 201)),
    ),
    min_size=6,
    max_size=16,
)


def test_bulk_is_row_by_row_for_good_and_bad_rows(station, neighbour_station):
    area, volunteers, activities = make_ground(station, neighbour_station)
    outcomes = set()

    @given(rows_of)
    def same(drawn):
        rows = [row_of(one, volunteers, activities) for one in drawn]
        alone, together = seen(one_by_one, rows, area), seen(in_bulk, rows, area)
        assert alone == together
        outcomes.update((one.field, one.problem[:6], one.known) for one in alone[0])

    same()
    assert len(outcomes) > 9  # the draw met the rules, not only the happy way


def row_of(drawn, volunteers, activities):
    number, who, activity, starts_at, length, pause, content = drawn
    named = {"volunteer_no": volunteers[who]} if who < len(volunteers) else {"national_no": ["N0001", "N9"][who - 5]}
    ends_at = starts_at + dt.timedelta(minutes=length)
    return FedRow(number, activities[activity], starts_at, ends_at, break_minutes=pause, content=content, **named)


def fed(number, volunteer, activity="示例-1", hour=3, **fields):
    starts_at = NINE + dt.timedelta(hours=hour)
    return FedRow(number, activity, starts_at, starts_at + dt.timedelta(hours=1), volunteer_no=volunteer, **fields)


def test_a_batch_is_one_deed_and_hundreds_cost_what_few_cost(station, neighbour_station, django_assert_max_num_queries):
    area, (first, second, *_), _ = make_ground(station, neighbour_station)
    many = [fed(f"m{at}", [first, second][at % 2], hour=11 * at + 3) for at in range(60)]
    deeds = Event.objects.filter(name="hours.fed").count()
    with django_assert_max_num_queries(22):
        answers = feed_records(rows=many, area=area, feeder=FEEDER, by=BY)
    assert [one.problem for one in answers] == [""] * 60
    assert Event.objects.filter(name="hours.fed").count() == deeds + 1
    assert PersonNotice.objects.count() == 2  # each told once for the activity
    assert all(one.known for one in feed_records(rows=many, area=area, feeder=FEEDER, by=BY))
    assert ServiceRecord.objects.filter(feeder=FEEDER).count() == 60
    with pytest.raises(RuleBroken, match="最多 500"):
        feed_records(rows=many * 9, area=area, feeder=FEEDER, by=BY)


def test_times_need_a_zone_and_a_row_names_its_volunteer_and_activity(station, neighbour_station):
    area, (first, *_), _ = make_ground(station, neighbour_station)
    naive = FedRow("n", "示例-1", dt.datetime(2024, 5, 6, 9), dt.datetime(2024, 5, 6, 10), volunteer_no=first)
    rows = [naive, fed("a", ""), fed("b", first, ""), fed("x" * 65, first)]
    answers = feed_records(rows=rows, area=area, feeder=FEEDER, by=BY)
    assert [one.field for one in answers] == ["starts_at", "volunteer_no", "activity_no", "record_no"]
    assert feed_records(rows=rows[:1], area=Area(), feeder=FEEDER, by=BY)[0].problem == answers[0].problem
    assert feed_records(rows=[fed("a", first)], area=Area(), feeder=FEEDER, by=BY)[0].field == "volunteer_no"
    assert not feed_records(rows=[fed("a", first)], area=Area(everything=True), feeder=FEEDER, by=BY)[0].problem


def test_an_activity_of_another_platform_is_taken_down_once(station, neighbour_station):
    told = {
        "title": "送餐",
        "area": "V04",
        "organiser": "示例中心",
        "leader": "活动部",
        "place": "食堂",
        "content": "送餐",
    }
    facts = FedActivity("他-9", starts_at=NINE, ends_at=NINE + dt.timedelta(hours=2), **told)
    activity, fresh = feed_activity(facts=facts, station=station, feeder=FEEDER, by=BY)
    assert fresh and activity.source == "FEED" and activity.occasion_id is None
    assert feed_activity(facts=facts, station=station, feeder=FEEDER, by=BY) == (activity, False)
    with pytest.raises(RuleBroken, match="已经收到过"):
        feed_activity(facts=facts, station=neighbour_station, feeder=FEEDER, by=BY)
    for change, field in (
        ({"title": " "}, "title"),
        ({"place": "路" * 121}, "place"),
        ({"area": "V77"}, "area"),
        ({"ends_at": NINE}, "ends_at"),
        ({"ends_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}, "ends_at"),
        ({"starts_at": dt.datetime(2024, 5, 6)}, "starts_at"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            feed_activity(facts=FedActivity(**{**vars(facts), **change}), station=station, feeder=FEEDER, by=BY)
        assert refusal.value.field == field
    assert VolunteerActivity.objects.count() == 1
    volunteer = make_volunteer(station=station)
    record, _ = feed_record(
        row=fed("z", volunteer.number, "他-9", hour=0), area=Area(stations=(station.pk,)), feeder=FEEDER, by=BY
    )
    assert (record.state, record.grade, record.source, record.activity) == ("RECORDED", "C", "FEED", activity)
