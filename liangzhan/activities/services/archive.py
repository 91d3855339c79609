"""What was written about a group or an activity goes when its file is destroyed; counts and days stay."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.activities.choices.activity import ActivityEvent
from liangzhan.activities.models import (
    Activity,
    ActivityPhoto,
    ActivityRecord,
    ActivitySummary,
    ContractSignature,
    Group,
    GroupContract,
    GroupMember,
    GroupReport,
    GroupSession,
    RatingComment,
    RatingSheet,
    SessionPhoto,
    TestScore,
)
from liangzhan.audit.services import recorded
from liangzhan.documents.blanking import blank
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import drop_file
from liangzhan.documents.services.addenda import blank_addenda
from liangzhan.occasions.services.roll import drop_sheets

# Short texts that somebody wrote.
ALSO = frozenset({"target", "recruitment", "decision_reason", "theory", "caption"})


@recorded(ActivityEvent.ERASED)
def erase_group(*, group: Group, by: Actor) -> Group:
    """Plan, screening, contract, sessions, scores and report lose their words, photos and signed papers are dropped."""
    signed = ContractSignature.objects.filter(member__group=group)
    photos = SessionPhoto.objects.filter(session__group=group)
    files = [*_files(signed, "paper"), *_files(photos, "file")]
    signed.update(paper=None)
    photos.delete()
    for rows in (
        Group.objects.filter(pk=group.pk),
        GroupMember.objects.filter(group=group),
        GroupContract.objects.filter(group=group),
        signed,
        GroupSession.objects.filter(group=group),
        TestScore.objects.filter(test__group=group),
        GroupReport.objects.filter(group=group),
    ):
        blank(rows, also=ALSO)
    _erase_ratings(RatingSheet.objects.filter(group=group).first(), files)
    for session in group.sessions.select_related("occasion").order_by("pk"):
        drop_sheets(occasion=session.occasion, by=by)
    blank_addenda(folder=group.voucher, by=by)
    _drop(files, by)
    return Group.objects.get(pk=group.pk)


@recorded(ActivityEvent.ERASED)
def erase_activity(*, activity: Activity, by: Actor) -> Activity:
    """Need, plan, record and summary lose their words, photos and signed sheets are dropped."""
    photos = ActivityPhoto.objects.filter(activity=activity)
    files = _files(photos, "file")
    photos.delete()
    for rows in (
        Activity.objects.filter(pk=activity.pk),
        ActivityRecord.objects.filter(activity=activity),
        ActivitySummary.objects.filter(activity=activity),
    ):
        blank(rows, also=ALSO)
    _erase_ratings(RatingSheet.objects.filter(activity=activity).first(), files)
    drop_sheets(occasion=activity.occasion, by=by)
    blank_addenda(folder=activity.voucher, by=by)
    _drop(files, by)
    return Activity.objects.get(pk=activity.pk)


def _files(rows, name: str) -> list[KeptFile]:  # type: ignore[no-untyped-def]
    return [getattr(one, name) for one in rows.select_related(name).order_by("pk") if getattr(one, name) is not None]


def _erase_ratings(sheet: RatingSheet | None, files: list[KeptFile]) -> None:
    if sheet is None:
        return
    RatingComment.objects.filter(sheet=sheet).delete()
    if sheet.scan is not None:
        files.append(sheet.scan)
        sheet.scan = None
        sheet.save(update_fields=["scan"])


def _drop(files: list[KeptFile], by: Actor) -> None:
    for kept in files:
        drop_file(kept=kept, by=by)
