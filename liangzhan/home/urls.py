"""Addresses of the room."""

from django.urls import path

from liangzhan.home.views import desk, guide, search, small, status

app_name = "home"
urlpatterns = [
    path("", desk.Desk.as_view(), name="desk"),
    path("desk/<slug:part>", desk.DeskPartPage.as_view(), name="desk-part"),
    path("search", search.Search.as_view(), name="search"),
    path("help", guide.GuideIndex.as_view(), name="help"),
    path("help/<slug:role>", guide.GuidePage.as_view(), name="guide"),
    path("status", status.SystemStatus.as_view(), name="status"),
    path("elder", small.Elder.as_view(), name="elder"),
    path("health", small.Health.as_view(), name="health"),
]
