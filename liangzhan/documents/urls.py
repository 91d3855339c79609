"""Addresses of the room."""

app_name = "documents"
urlpatterns: list[object] = []
