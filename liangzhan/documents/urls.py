"""Addresses of the room."""

from django.urls import path

from liangzhan.documents import views

app_name = "documents"
urlpatterns = [
    path("verify/", views.VerifyPaper.as_view(), name="verify"),
    path("jobs/", views.JobList.as_view(), name="job-list"),
    path("jobs/<uuid:uuid>/", views.JobPage.as_view(), name="job"),
    path("jobs/<uuid:uuid>/file/", views.JobFile.as_view(), name="job-file"),
]
