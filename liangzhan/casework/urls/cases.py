"""Addresses of cases: list, page, team."""

from django.urls import path

from liangzhan.casework.views import cases

urlpatterns = [
    path("cases/<int:pk>/", cases.CasePage.as_view(), name="case-page"),
    path("contacts/<int:pk>/", cases.CasePage.as_view(), name="contact-page"),
]
