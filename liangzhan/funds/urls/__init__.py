"""Addresses of the room."""

app_name = "funds"
urlpatterns = []
