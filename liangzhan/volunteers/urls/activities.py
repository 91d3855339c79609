"""Activities, posts, sign-ups, rosters."""

from django.urls import path

from liangzhan.volunteers.views import activities as pages
from liangzhan.volunteers.views import activity_deeds as deeds

A = "activities/<uuid:uuid>/"
ACTIVITIES = [
    path("activities/", pages.ActivityList.as_view(), name="activity-list"),
    path("activities/add/", pages.ActivityAdd.as_view(), name="activity-add"),
    path(A, pages.ActivityPage.as_view(), name="activity-page"),
    path(f"{A}edit/", pages.ActivityEdit.as_view(), name="activity-edit"),
    path(f"{A}submit/", deeds.Submit.as_view(), name="activity-submit"),
    path(f"{A}approve/", deeds.Approve.as_view(), name="activity-approve"),
    path(f"{A}return/", deeds.Return.as_view(), name="activity-return"),
    path(f"{A}cancel/", deeds.Cancel.as_view(), name="activity-cancel"),
    path(f"{A}begin/", deeds.Begin.as_view(), name="activity-begin"),
    path(f"{A}end/", deeds.End.as_view(), name="activity-end"),
]

urlpatterns = [*ACTIVITIES]
