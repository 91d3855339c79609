"""Addresses of the room, by noun."""

from django.urls import URLPattern

from liangzhan.staff.urls import (
    appraisal,
    attendance,
    ethics,
    posts,
    qualification,
    roster,
    supervision,
    talent,
)

app_name = "staff"
urlpatterns: list[URLPattern] = [
    *posts.urlpatterns,
    *attendance.urlpatterns,
    *qualification.urlpatterns,
    *roster.urlpatterns,
    *appraisal.urlpatterns,
    *supervision.urlpatterns,
    *ethics.urlpatterns,
    *talent.urlpatterns,
]
