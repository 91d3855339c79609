"""Addresses of the room."""

app_name = "notices"
urlpatterns: list[object] = []
