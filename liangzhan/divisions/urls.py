"""Addresses of the room."""

from django.urls import path

from liangzhan.divisions import views

app_name = "divisions"
urlpatterns = [
    path("search", views.SearchFragment.as_view(), name="search"),
    path("boundaries.json", views.Boundaries.as_view(), name="boundaries"),
]
