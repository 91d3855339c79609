"""Addresses of the room, by noun."""

from liangzhan.activities.urls import activity, coordination, groups, visits

app_name = "activities"
urlpatterns = [*visits.urlpatterns, *coordination.urlpatterns, *groups.urlpatterns, *activity.urlpatterns]
