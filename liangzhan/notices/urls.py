"""Addresses of the room."""

from django.urls import path

from liangzhan.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.Inbox.as_view(), name="inbox"),
    path("read", views.ReadNotice.as_view(), name="read-all"),
    path("<int:pk>/", views.OpenNotice.as_view(), name="open"),
    path("<int:pk>/read", views.ReadNotice.as_view(), name="read"),
]
