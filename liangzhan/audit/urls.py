"""Addresses of the room."""

from django.urls import path

from liangzhan.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.EventList.as_view(), name="event-list"),
    path("export.xlsx", views.ExportEvents.as_view(), name="export-events"),
    path("readings/", views.ReadingList.as_view(), name="reading-list"),
    path("chain/", views.ChainPage.as_view(), name="chain-page"),
    path("chain/verify/", views.VerifyChain.as_view(), name="verify-chain"),
    path("chain/heads.txt", views.ExportHeads.as_view(), name="export-heads"),
]
