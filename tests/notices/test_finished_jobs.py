"""Whoever starts long work is told when it has ended: once, and nobody else."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.notices.models import Notice
from liangzhan.notices.queries import finished_jobs_untold
from liangzhan.notices.rules import job_text
from liangzhan.toolkit import jobs
from liangzhan.toolkit.models import Job, JobState

CLOCK = Actor.system("定时器")


def ended(by, state=JobState.DONE, hours=0, title="导入站点名册"):
    return Job.objects.create(
        task="stations.tasks.run_roster_import",
        title=title,
        state=state,
        created_by=by,
        finished_at=timezone.now() - dt.timedelta(hours=hours),
    )


def run() -> dict:
    job = jobs.enqueue("notices.tasks.tell_finished", by=CLOCK, title="告知")
    jobs.run_pending(reraise=True)
    job.refresh_from_db()
    return job.result


def test_words():
    assert job_text("导入站点名册", done=True) == "“导入站点名册”已办完，可以查看结果。"
    assert job_text("导入站点名册", done=False) == "“导入站点名册”没有办成，请查看原因。"


def test_the_starter_is_told_once(station_head, county_officer):
    done, failed = ended(station_head.actor), ended(station_head.actor, JobState.FAILED, title="批量邀请")
    ended(station_head.actor, hours=30)
    ended(CLOCK)
    Job.objects.create(task="x.tasks.y", title="进行中", state=JobState.RUNNING, created_by=county_officer.actor)
    assert run() == {"told": 2}
    assert [(one.recipient, one.text, one.href) for one in Notice.objects.order_by("id")] == [
        (station_head.user, "“导入站点名册”已办完，可以查看结果。", reverse("documents:job", args=[done.uuid])),
        (station_head.user, "“批量邀请”没有办成，请查看原因。", reverse("documents:job", args=[failed.uuid])),
    ]
    assert run() == {"told": 0}
    assert Notice.objects.count() == 2


def test_a_fresh_job_of_a_known_user_is_found(station_head):
    job = ended(station_head.actor)
    found = finished_jobs_untold(timezone.now() - dt.timedelta(days=1))
    assert found == [(job, station_head.user)]
