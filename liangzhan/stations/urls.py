"""Addresses of the room."""

app_name = "stations"
urlpatterns: list[object] = []
