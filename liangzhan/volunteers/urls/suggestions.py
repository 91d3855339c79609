"""Who could be asked to an activity."""

from django.urls import path

from liangzhan.volunteers.views.suggestions import Suggestions

urlpatterns = [
    path("activities/<uuid:uuid>/suggestions/", Suggestions.as_view(), name="activity-suggestions"),
]
