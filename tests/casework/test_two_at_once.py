"""Two second persons approve one closing at the same moment: it closes once and counts once, on both databases."""

import threading

from django.db import connection

from liangzhan.casework.models import Case, Closing, FollowUp
from liangzhan.casework.services.closings import approve_closing, request_closing
from liangzhan.ledger.models import Entry
from liangzhan.toolkit.errors import RuleBroken
from tests.factories import divisions as places
from tests.factories.casework_later import closing_facts, make_formal
from tests.factories.staff import make_colleague
from tests.factories.stations import make_site, make_station


def test_two_approve_at_once(committed_db):
    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    worker, lead = make_colleague("甲社工", station)
    heads = [make_colleague(name, station, "STATION_HEAD")[0].actor for name in ("本站长", "副站长")]
    case = make_formal(station, lead)
    closing = request_closing(case=case, facts=closing_facts(case), by=worker.actor)
    barrier, outcomes = threading.Barrier(2), []

    def approve(by):
        barrier.wait()
        try:
            approve_closing(closing=Closing.objects.get(pk=closing.pk), by=by)
            outcomes.append("approved")
        except RuleBroken as refusal:
            outcomes.append(refusal.reasons[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=approve, args=(by,)) for by in heads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == sorted(["approved", "这份结案表不在等待审批，请刷新后再看。"])
    assert (Entry.objects.filter(kind="CASE_CLOSED").count(), FollowUp.objects.count()) == (1, 3)
    assert Case.objects.get().closed_on is not None
