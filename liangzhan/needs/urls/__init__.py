"""Addresses of the room, by noun."""

from liangzhan.needs.urls.needs import urlpatterns as NEEDS
from liangzhan.needs.urls.resources import urlpatterns as RESOURCES

app_name = "needs"
urlpatterns = [*NEEDS, *RESOURCES]
