"""My training."""

from django.urls import path

from liangzhan.volunteers.views import own_trainings as pages

urlpatterns = [
    path("me/trainings/", pages.OwnTrainings.as_view(), name="own-trainings"),
    path("me/trainings/<int:pk>/join/", pages.OwnTrainingJoin.as_view(), name="own-training-join"),
    path("me/trainings/<int:pk>/leave/", pages.OwnTrainingLeave.as_view(), name="own-training-leave"),
]
