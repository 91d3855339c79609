"""What a volunteer does himself on his phone, and what anybody may open."""

from django.urls import path

from liangzhan.volunteers.views import open_activities as public
from liangzhan.volunteers.views import own_activities as own

urlpatterns = [
    path("open/", public.OpenList.as_view(), name="open-list"),
    path("open/<uuid:uuid>/", public.OpenPage.as_view(), name="open-page"),
    path("open/<uuid:uuid>/join/", public.OpenJoin.as_view(), name="open-join"),
    path("me/activities/", own.OwnActivities.as_view(), name="own-activities"),
    path("me/activities/<uuid:uuid>/", own.OwnActivity.as_view(), name="own-activity"),
    path("me/sign-ups/", own.OwnSignUps.as_view(), name="own-sign-ups"),
    path("me/sign-ups/<uuid:uuid>/withdraw/", own.OwnWithdraw.as_view(), name="own-withdraw"),
]
