"""Addresses of the room, by noun."""

from django.urls import URLPattern

app_name = "casework"
urlpatterns: list[URLPattern] = []
