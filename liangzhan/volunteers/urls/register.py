"""The register of volunteers, and their insurance."""

urlpatterns: list[object] = []
