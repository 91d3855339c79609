"""Addresses of the room."""

app_name = "programme"
urlpatterns: list[object] = []
