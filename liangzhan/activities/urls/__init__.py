"""Addresses of the room, by noun."""

from liangzhan.activities.urls import visits

app_name = "activities"
urlpatterns = [*visits.urlpatterns]
