"""Addresses of the room, by noun."""

from django.urls import URLPattern

app_name = "activities"
urlpatterns: list[URLPattern] = []
