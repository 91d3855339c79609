"""Service records, disputes, anomalies, samples."""

from django.urls import path

from liangzhan.volunteers.views import hours, hours_checks, own_hours, samples, served

H, A = "hours/records/<uuid:uuid>/", "hours/activities/<uuid:uuid>/"
urlpatterns = [
    path("hours/", hours.HoursList.as_view(), name="hours-list"),
    path("hours/export/", hours.HoursExport.as_view(), name="hours-export"),
    path("hours/confirm/", hours.ConfirmHours.as_view(), name="hours-confirm"),
    path("hours/verify/", hours.VerifyHours.as_view(), name="hours-verify"),
    path(A, hours.HoursActivity.as_view(), name="hours-activity"),
    path(f"{A}record/", hours.RecordActivity.as_view(), name="hours-record-stays"),
    path(f"{A}back/", hours_checks.BackAdd.as_view(), name="hours-back-add"),
    path(f"{A}code/", hours_checks.RecipientCode.as_view(), name="hours-code"),
    path(H, hours.HoursRecord.as_view(), name="hours-record"),
    path(f"{H}correct/", hours.CorrectHours.as_view(), name="hours-correct"),
    path(f"{H}reject/", hours.RejectHours.as_view(), name="hours-reject"),
    path(f"{H}refuse/", hours.RefuseHours.as_view(), name="hours-refuse"),
    path("hours/disputes/", hours_checks.DisputeList.as_view(), name="hours-disputes"),
    path("hours/disputes/<uuid:uuid>/", hours_checks.DisputeAnswer.as_view(), name="hours-dispute"),
    path("hours/back/", hours_checks.BackList.as_view(), name="hours-back"),
    path("hours/back/<uuid:uuid>/", hours_checks.BackDecide.as_view(), name="hours-back-decide"),
    path("hours/back/<uuid:uuid>/file/", hours_checks.BackFile.as_view(), name="hours-back-file"),
    path("hours/anomalies/", hours_checks.AnomalyList.as_view(), name="hours-anomalies"),
    path("hours/anomalies/<int:pk>/", hours_checks.AnomalySettle.as_view(), name="hours-anomaly"),
    path("hours/samples/", samples.SampleList.as_view(), name="sample-list"),
    path("hours/samples/add/", samples.SampleAdd.as_view(), name="sample-add"),
    path("hours/samples/<uuid:uuid>/", samples.SamplePage.as_view(), name="sample-page"),
    path("hours/samples/<uuid:uuid>/publish/", samples.SamplePublish.as_view(), name="sample-publish"),
    path("hours/drawn/<int:pk>/", samples.SampleCheck.as_view(), name="sample-check"),
    path("me/hours/", own_hours.OwnHours.as_view(), name="own-hours"),
    path("me/hours/<uuid:uuid>/", own_hours.OwnRecord.as_view(), name="own-record"),
    path("served/", served.Served.as_view(), name="served"),
    path("served/thanks/", served.ServedThanks.as_view(), name="served-thanks"),
]
