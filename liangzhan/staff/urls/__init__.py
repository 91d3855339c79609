"""Addresses of the room, by noun."""

from django.urls import URLPattern

from liangzhan.staff.urls import appraisal, posts, qualification

app_name = "staff"
urlpatterns: list[URLPattern] = [
    *posts.urlpatterns,
    *qualification.urlpatterns,
    *appraisal.urlpatterns,
]
