"""Addresses of the room."""

app_name = "home"
urlpatterns: list[object] = []
