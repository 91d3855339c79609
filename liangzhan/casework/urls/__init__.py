"""Addresses of the room, by noun."""

from django.urls import URLPattern

from liangzhan.casework.urls import advising, cases, forms, later, sealed

app_name = "casework"
urlpatterns: list[URLPattern] = [
    *cases.urlpatterns,
    *forms.urlpatterns,
    *sealed.urlpatterns,
    *later.urlpatterns,
    *advising.urlpatterns,
]
