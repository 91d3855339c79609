"""Addresses of the room, by noun."""

from django.urls import URLPattern

app_name = "needs"
urlpatterns: list[URLPattern] = []
