"""Addresses of the room, by noun."""

from django.urls import URLPattern

from liangzhan.casework.urls import cases, forms

app_name = "casework"
urlpatterns: list[URLPattern] = [*cases.urlpatterns, *forms.urlpatterns]
