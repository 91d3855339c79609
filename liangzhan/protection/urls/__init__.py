"""Addresses of the room, by noun."""

from liangzhan.protection.urls.reports import REPORTS
from liangzhan.protection.urls.risks import RISKS

app_name = "protection"
urlpatterns = [*REPORTS, *RISKS]
