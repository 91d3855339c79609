"""Who is asked to approve a plan: nobody who leads it, helps, or sent it himself."""

from liangzhan.activities.models import Activity
from liangzhan.activities.queries.activity_waiting import plans_to_decide
from liangzhan.toolkit.periods import moment
from tests.factories.groups import make_activity
from tests.factories.staff import make_colleague


def sent(row, by):
    Activity.objects.filter(pk=row.pk).update(state="SUBMITTED", submitted_at=moment(), submitted_by=by)


def test_not_ones_own(station, neighbour_head, committee_member, social_worker):
    head, worker = make_colleague("本站长", station, "STATION_HEAD")
    _, other = make_colleague("乙社工", station)
    led = make_activity(station, worker, days=3, approved=False)
    helped = make_activity(station, other, days=5, approved=False, helper=worker)
    foreign = make_activity(station, other, days=7, approved=False)
    for row in (led, helped, foreign):
        sent(row, social_worker.actor)
    own = make_activity(station, other, days=9, approved=False)
    sent(own, head.actor)
    asked = lambda reader: list(plans_to_decide(reader.actor)[1])  # noqa: E731
    assert asked(head) == [foreign]
    assert asked(committee_member) == [led, helped, foreign, own]
    assert asked(neighbour_head) == []
