"""Addresses of the room, by noun."""

from liangzhan.needs.urls.needs import urlpatterns as NEEDS
from liangzhan.needs.urls.resources import urlpatterns as RESOURCES
from liangzhan.needs.urls.surveys import urlpatterns as SURVEYS

app_name = "needs"
urlpatterns = [*NEEDS, *RESOURCES, *SURVEYS]
