"""The worker is killed in the middle of an import of people; another one finishes it, and every post exists exactly once."""

import os
import signal

from liangzhan.access.actor import Actor
from liangzhan.documents.models import KeptFile
from liangzhan.people.models import Person
from liangzhan.staff.models import Post, Worker
from liangzhan.staff.services.roster_upload import keep_people_roster, start_people_import
from liangzhan.staff.tasks.roster import CHUNK
from liangzhan.toolkit.models import JobState, JobStep
from tests.factories import divisions as places
from tests.factories.stations import make_site, make_station
from tests.staff.test_roster_pages import line, workbook
from tests.stations.test_roster_killed import start_worker, wait_for

ROWS = 3 * CHUNK


def test_killed_in_the_middle_it_finishes_exactly_once(committed_db):
    by = Actor.system("名册导入")
    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    file = workbook(*[line(station, n) for n in range(1, ROWS + 1)])
    job = start_people_import(kept=keep_people_roster(workbook=file, by=by), by=by)
    environment = {**committed_db.environment, "LIANGZHAN_JOB_LEASE": "2"}
    workers = [start_worker(environment)]
    try:
        wait_for(lambda: JobStep.objects.exists())
        os.kill(workers[0].pid, signal.SIGKILL)
        workers[0].wait()
        assert JobStep.objects.count() < ROWS // CHUNK
        workers.append(start_worker(environment))
        wait_for(lambda: type(job).objects.filter(pk=job.pk, state__in=[JobState.DONE, JobState.FAILED]).exists())
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result) == (
        JobState.DONE, 2, {"made": ROWS, "skipped": 0, "refused": 0, "rows": ROWS},
    )  # fmt: skip
    assert (Post.objects.count(), Worker.objects.count(), Person.objects.count()) == (ROWS, ROWS, ROWS)
    assert not KeptFile.objects.exists()
