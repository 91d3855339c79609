"""Addresses of the room."""

app_name = "divisions"
urlpatterns: list[object] = []
