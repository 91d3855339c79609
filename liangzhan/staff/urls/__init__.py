"""Addresses of the room, by noun."""

from django.urls import URLPattern

from liangzhan.staff.urls import appraisal, attendance, ethics, posts, qualification, supervision, talent

app_name = "staff"
urlpatterns: list[URLPattern] = [
    *posts.urlpatterns,
    *attendance.urlpatterns,
    *qualification.urlpatterns,
    *appraisal.urlpatterns,
    *supervision.urlpatterns,
    *ethics.urlpatterns,
    *talent.urlpatterns,
]
