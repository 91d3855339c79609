"""Addresses of the room. `stations/<pk>/…` speaks of the station, the rest of its own row."""

from liangzhan.funds.urls.money import MONEY
from liangzhan.funds.urls.things import THINGS

app_name = "funds"
urlpatterns = [*THINGS, *MONEY]
