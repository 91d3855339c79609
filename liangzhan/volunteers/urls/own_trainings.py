"""My training, my dates."""

from django.urls import path

from liangzhan.volunteers.views import own_trainings as pages
from liangzhan.volunteers.views.own_calendar import OwnCalendar

urlpatterns = [
    path("me/calendar.ics", OwnCalendar.as_view(), name="own-calendar"),
    path("me/trainings/", pages.OwnTrainings.as_view(), name="own-trainings"),
    path("me/trainings/<int:pk>/join/", pages.OwnTrainingJoin.as_view(), name="own-training-join"),
    path("me/trainings/<int:pk>/leave/", pages.OwnTrainingLeave.as_view(), name="own-training-leave"),
]
