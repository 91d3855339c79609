"""Addresses by room. English words, no personal data."""

from django.urls import include, path

from liangzhan.cli import checks
from liangzhan.exchange.views.api import api
from liangzhan.home.queries import status

status.CHECKS.update(checks.CHECKS)  # the status page shows what `liangzhan doctor` looks at

urlpatterns = [
    path("", include("liangzhan.home.urls")),
    path("accounts/", include("liangzhan.accounts.closed_urls")),  # before allauth's: these pages are closed
    path("accounts/", include("allauth.urls")),
    path("accounts/", include("liangzhan.accounts.urls")),
    path("notices/", include("liangzhan.notices.urls")),
    path("people/", include("liangzhan.people.urls")),
    path("occasions/", include("liangzhan.occasions.urls")),
    path("needs/", include("liangzhan.needs.urls")),
    path("credentials/", include("liangzhan.credentials.urls")),
    path("staff/", include("liangzhan.staff.urls")),
    path("protection/", include("liangzhan.protection.urls")),
    path("casework/", include("liangzhan.casework.urls")),
    path("activities/", include("liangzhan.activities.urls")),
    path("volunteers/", include("liangzhan.volunteers.urls")),
    path("funds/", include("liangzhan.funds.urls")),
    path("figures/", include("liangzhan.reporting.urls")),
    path("programme/", include("liangzhan.programme.urls")),
    path("stations/", include("liangzhan.stations.urls")),
    path("divisions/", include("liangzhan.divisions.urls")),
    path("documents/", include("liangzhan.documents.urls")),
    path("exchange/", include("liangzhan.exchange.urls")),
    path("api/v1/", api.urls),
    path("audit/", include("liangzhan.audit.urls")),
]
