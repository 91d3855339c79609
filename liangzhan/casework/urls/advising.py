"""Addresses of opinions and of the supervisor's cases."""

from django.urls import path

from liangzhan.casework.views import advising

urlpatterns = [
    path("advising/", advising.AdvisedList.as_view(), name="advised-list"),
    path("advising/<int:pk>/", advising.AdvisedCase.as_view(), name="advised-case"),
    path("advising/<int:pk>/opinion/", advising.AdvisedOpinion.as_view(), name="advised-opinion"),
    path("advising/<int:pk>/approve/", advising.AdvisedApprove.as_view(), name="advised-approve"),
    path("advising/<int:pk>/return/", advising.AdvisedReturn.as_view(), name="advised-return"),
    path("cases/<int:pk>/opinion/", advising.OpinionAdd.as_view(), name="opinion-add"),
]
