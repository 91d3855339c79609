"""Addresses of the room, by noun."""

from django.urls import URLPattern

from liangzhan.staff.urls import appraisal

app_name = "staff"
urlpatterns: list[URLPattern] = [*appraisal.urlpatterns]
