"""Addresses by room. English words, no personal data."""

from django.urls import include, path

urlpatterns = [
    path("", include("liangzhan.home.urls")),
    path("accounts/", include("allauth.urls")),
    path("accounts/", include("liangzhan.accounts.urls")),
    path("notices/", include("liangzhan.notices.urls")),
    path("programme/", include("liangzhan.programme.urls")),
    path("stations/", include("liangzhan.stations.urls")),
    path("divisions/", include("liangzhan.divisions.urls")),
    path("documents/", include("liangzhan.documents.urls")),
    path("audit/", include("liangzhan.audit.urls")),
]
