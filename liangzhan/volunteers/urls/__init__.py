"""Addresses of the room, by noun."""

from liangzhan.volunteers.urls import (
    activities,
    certificates,
    hours,
    importing,
    own,
    own_trainings,
    register,
    suggestions,
)

app_name = "volunteers"
urlpatterns = [
    *own.urlpatterns,
    *own_trainings.urlpatterns,
    *importing.urlpatterns,
    *register.urlpatterns,
    *activities.urlpatterns,
    *hours.urlpatterns,
    *certificates.urlpatterns,
    *suggestions.urlpatterns,
]
