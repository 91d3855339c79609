"""Addresses of sealed cases. No address says what a case is about."""

from django.urls import path

from liangzhan.casework.views import sealed

C = "cases/<int:pk>/"
urlpatterns = [
    path("sealed/open/", sealed.OpenSealed.as_view(), name="sealed-open"),
    path("sealed/emergency/", sealed.EmergencyOpen.as_view(), name="emergency-open"),
    path("sealed/emergencies/", sealed.EmergencyList.as_view(), name="emergency-list"),
    path("sealed/emergencies/<int:pk>/", sealed.EmergencyReview.as_view(), name="emergency-review"),
    path(f"{C}client/", sealed.SealedClient.as_view(), name="sealed-client"),
    path(f"{C}commissions/add/", sealed.CommissionAdd.as_view(), name="commission-add"),
    path(f"{C}commissions/<int:item>/end/", sealed.CommissionEnd.as_view(), name="commission-end"),
]
