"""Addresses of the room, by noun."""

from liangzhan.volunteers.urls import activities, certificates, hours, own, register

app_name = "volunteers"
urlpatterns = [
    *own.urlpatterns,
    *register.urlpatterns,
    *activities.urlpatterns,
    *hours.urlpatterns,
    *certificates.urlpatterns,
]
