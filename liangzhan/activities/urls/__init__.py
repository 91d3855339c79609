"""Addresses of the room, by noun."""

from liangzhan.activities.urls import coordination, visits

app_name = "activities"
urlpatterns = [*visits.urlpatterns, *coordination.urlpatterns]
