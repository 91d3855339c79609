"""A deed has a moment and a person: `x_at` stands beside `x_by`; moments end in _at, dates in _on, people in _by."""

from django.db import models

from tests.house.tree import field_label, our_models, own_fields

# Moments with nobody behind them.
NOBODY: dict[str, str] = {
    "ledger.SealedPosting.posted_at": "who posted a sealed voucher stands in its encrypted payload",
    "toolkit.Job.started_at": "a machine's moment",
    "toolkit.Job.heartbeat_at": "a machine's moment",
    "toolkit.Job.finished_at": "a machine's moment",
    "toolkit.ScheduleRun.last_run_at": "a machine's moment",
    "audit.Seal.sealed_at": "sealed by the background step",
    "accounts.User.created_at": "who invited stands in the invitation",
    "accounts.Invitation.expires_at": "a limit, not a deed",
    "accounts.SignInCounter.last_failure_at": "nobody has signed in",
    "documents.KeptFile.taken_at": "when the camera took the picture",
    "accounts.PassCode.ends_at": "a limit, not a deed",
    "accounts.Pass.made_at": "taken by its person, who is the row's",
    "exchange.ApiCall.made_at": "called by the platform whose key is the row's",
    "notices.PersonNotice.told_at": "told by the service that recorded its own deed",
    "notices.PersonNotice.read_at": "read by the recipient of the row",
    "volunteers.VolunteerActivity.starts_at": "when the activity begins; planned_at is the deed",
    "volunteers.VolunteerActivity.ends_at": "when the activity ends; planned_at is the deed",
    "volunteers.ServiceRecord.starts_at": "when the service began; recorded_at is the deed",
    "volunteers.ServiceRecord.ends_at": "when the service ended; recorded_at is the deed",
    "volunteers.RecordChange.starts_at": "what the record said; changed_at is the deed",
    "volunteers.RecordChange.ends_at": "what the record said; changed_at is the deed",
    "volunteers.RecipientConfirmation.given_at": "given without an account and without a name",
    "volunteers.Anomaly.found_at": "found by rules",
    "notices.Notice.told_at": "told by the service that recorded its own deed",
    "notices.Notice.read_at": "read by the recipient of the row",
    "notices.Notice.settled_at": "settled by the service that recorded the deed itself",
    "notices.Delivery.next_try_at": "a plan of the worker",
    "notices.Delivery.sent_at": "sent by the worker",
    "staff.EmergencyAccess.closes_at": "a limit, not a deed",
    "occasions.Occasion.starts_at": "a plan, not a deed",
    "occasions.Occasion.ends_at": "a plan, not a deed",
    "ledger.Entry.starts_at": "when the service began; who posted it stands in the posting",
    "ledger.Entry.ends_at": "when the service ended",
    "casework.EmergencyAccess.closes_at": "a limit, not a deed",
    "casework.Contact.starts_at": "when the contact began; saved_at is the deed",
    "casework.Contact.ends_at": "when the contact ended; saved_at is the deed",
    "protection.Report.found_at": "when the danger was seen; who reports stands encrypted in `reporter`",
    "protection.Report.begun_at": "the reporter is told by no plain column: `reporter` holds him encrypted",
    "protection.ReportStep.reported_at": "when the police were told",
    "protection.ReportStep.written_at": "the writer is told by no plain column: `writer` holds him encrypted",
    "protection.Crisis.found_at": "when the danger was seen; opened_at is the deed",
    "activities.Visit.starts_at": "when the visit began; recorded_at is the deed",
    "activities.Visit.ends_at": "when the visit ended; recorded_at is the deed",
    "activities.Coordination.starts_at": "when it began; recorded_at is the deed",
    "activities.Coordination.ends_at": "when it ended; recorded_at is the deed",
    "activities.VisitUnderway.started_at": "when the visit began; the deed is recorded by its service",
    "activities.VisitUnderway.ended_at": "when the visit ended; the deed is recorded by its service",
    "staff.FieldTime.starts_at": "when the visit began; recorded_at is the deed",
    "staff.FieldTime.ends_at": "when the visit ended; recorded_at is the deed",
}
# Dates and moments that are not called x_on or x_at, by field name.
OTHER_NAMES: dict[str, str] = {
    "at": "the moment of a log row",
    "on": "the day of a log row",
    "valid_from": "first day of validity",
    "valid_to": "last day of validity",
    "state_since": "first day of the state, set by toolkit.transitions",
    "lease_until": "end of a job's lease",
    "locked_until": "end of a lock",
    "last_login": "Django's own name",
    "since": "first day of a partnership",
    "month": "the first day of the month that is meant",
}


def alone() -> set[str]:
    found = set()
    for model in our_models():
        names = {field.name for field in own_fields(model)}
        for name in names:
            if name.endswith("_at") and f"{name[:-3]}_by" not in names:
                found.add(field_label(model, name))
    return found


def oddly_named() -> set[str]:
    found = set()
    for model in our_models():
        for field in own_fields(model):
            ending = "_at" if isinstance(field, models.DateTimeField) else "_on"
            if isinstance(field, models.DateField) and not field.name.endswith(ending):
                found.add(field.name)
    return found


def test_every_moment_has_its_person():
    assert alone() - set(NOBODY) == set()


def test_nobody_list_is_not_stale():
    assert set(NOBODY) - alone() == set()


def test_dates_and_moments_are_named_alike():
    assert oddly_named() - set(OTHER_NAMES) == set()


def test_other_names_are_not_stale():
    assert set(OTHER_NAMES) - oddly_named() == set()
