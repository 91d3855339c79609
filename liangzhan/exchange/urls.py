"""Addresses of the room."""

app_name = "exchange"
urlpatterns: list[object] = []
