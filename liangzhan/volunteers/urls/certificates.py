"""Certificates, seals, stars."""

urlpatterns: list[object] = []
