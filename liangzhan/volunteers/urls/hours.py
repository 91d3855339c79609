"""Service records, disputes, anomalies, samples."""

urlpatterns: list[object] = []
