"""The worker is killed in the middle of a roster import; another one finishes it, and every station exists exactly once."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from liangzhan.access.actor import Actor
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.stations.models import Station
from liangzhan.stations.services.roster_upload import keep_roster, start_import
from liangzhan.stations.tasks import CHUNK
from liangzhan.toolkit.models import JobState, JobStep, Move
from tests.stations.test_roster_pages import line, workbook

ROWS = 3 * CHUNK


def make_communities() -> list[Division]:
    """The small register holds too few for three chunks: invented ones under one street, until the test is over."""
    street = Division.objects.filter(level=Level.STREET).order_by("code").first()
    used = set(Division.objects.filter(parent=street).values_list("code", flat=True))
    codes = [code for n in range(1, 1000) if (code := f"{street.code[:9]}{n:03d}") not in used][:ROWS]
    rows = [Division(code=code, name=f"{code[9:]}号社区", level=Level.COMMUNITY, parent=street) for code in codes]
    return Division.objects.bulk_create(rows)


def start_worker(environment: dict[str, str]) -> subprocess.Popen:
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen([sys.executable, "-m", "liangzhan", "worker"], cwd=root, env=environment)


def wait_for(question, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


def test_killed_in_the_middle_it_finishes_exactly_once(committed_db):
    by = Actor.system("名册导入")
    file = workbook(*[line(one, standing_number=f"示例备 {one.code} 号") for one in make_communities()])
    job = start_import(kept=keep_roster(workbook=file, by=by), as_operating=True, by=by)
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
    assert (job.state, job.attempts, job.result["made"], job.result["refused"]) == (JobState.DONE, 2, 2 * ROWS, 0)
    assert Station.objects.count() == 2 * ROWS
    assert Move.objects.filter(to_state="OPERATING").count() == 2 * ROWS
