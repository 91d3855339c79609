"""Addresses of the room. `closed` comes before allauth's own, see liangzhan/urls.py."""

from django.urls import path

from liangzhan.accounts.views import own

app_name = "accounts"

OWN = [
    path("me/post", own.ChoosePost.as_view(), name="choose-post"),
]
urlpatterns = [*OWN]
