"""Importing and exporting the roll."""

from django.urls import path

from liangzhan.staff.views import roster

urlpatterns = [
    path("people/", roster.PeopleUpload.as_view(), name="people-upload"),
    path("people/template.xlsx", roster.PeopleTemplate.as_view(), name="people-template"),
    path("people/<uuid:uuid>/", roster.PeoplePreview.as_view(), name="people-preview"),
    path("people/<uuid:uuid>/errors.xlsx", roster.PeopleErrors.as_view(), name="people-errors"),
    path("people/jobs/<uuid:uuid>/", roster.PeopleJob.as_view(), name="people-job"),
    path("people/jobs/<uuid:uuid>/progress/", roster.PeopleProgress.as_view(), name="people-progress"),
    path("people/jobs/<uuid:uuid>/errors.xlsx", roster.PeopleResult.as_view(), name="people-result"),
]
