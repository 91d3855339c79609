"""Result files of jobs live a day; what a row still holds stays."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import place_of
from liangzhan.documents.services import expire_job_file, keep_bytes
from liangzhan.stations.models import SignTemplate
from liangzhan.toolkit import jobs
from tests.factories.documents import make_job

BY = Actor.system("测试")


def ended(content: bytes, hours: float, **fields):
    kept = keep_bytes(content=content, title="结果", media_type="application/pdf", by=BY)
    finished_at = timezone.now() - dt.timedelta(hours=hours)
    return make_job(BY, state="DONE", file_uuid=kept.uuid, finished_at=finished_at, **fields), kept


def run():
    job = jobs.enqueue("documents.tasks.expire_job_files", by=BY, title="清除")
    jobs.run_pending(reraise=True)
    job.refresh_from_db()
    return job.result


def test_only_the_old_one_goes(db, django_capture_on_commit_callbacks):
    old, gone = ended(b"old", 24.1)
    fresh, stays = ended(b"fresh", 23.9)
    with django_capture_on_commit_callbacks(execute=True):
        assert run() == {"expired": 1}
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.file_uuid, fresh.file_uuid) == (None, stays.uuid)
    assert list(KeptFile.objects.all()) == [stays]
    assert (place_of(gone.digest).exists(), place_of(stays.digest).exists()) == (False, True)


@pytest.mark.parametrize("held", [True, False])
def test_bytes_that_somebody_else_keeps_stay(db, django_capture_on_commit_callbacks, held):
    job, kept = ended(b"shared", 25)
    if held:
        SignTemplate.objects.create(kind="SW", file=kept, valid_from=dt.date(2020, 1, 1), uploaded_by=BY)
    else:
        keep_bytes(content=b"shared", title="另一份", media_type="application/pdf", by=BY)
    with django_capture_on_commit_callbacks(execute=True):
        expire_job_file(job=job, by=BY)
    job.refresh_from_db()
    assert job.file_uuid is None
    assert place_of(kept.digest).exists()
    assert KeptFile.objects.filter(pk=kept.pk).exists() is held


def test_a_file_that_is_gone_already(db):
    job = make_job(BY, state="DONE", file_uuid=uuid.uuid4(), finished_at=timezone.now())
    assert expire_job_file(job=job, by=BY).file_uuid is None
