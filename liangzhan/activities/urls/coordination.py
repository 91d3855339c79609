"""Addresses of coordination; names never stand in an address."""

from django.urls import path

from liangzhan.activities.views import coordination as views

urlpatterns = [
    path("coordination/", views.CoordinationList.as_view(), name="coordination-list"),
    path("coordination/add/", views.CoordinationAdd.as_view(), name="coordination-add"),
    path("coordination/<uuid:uuid>/", views.CoordinationPage.as_view(), name="coordination-page"),
    path("coordination/<uuid:uuid>/edit/", views.CoordinationEdit.as_view(), name="coordination-edit"),
    path("coordination/<uuid:uuid>/step/", views.CoordinationStepAdd.as_view(), name="coordination-step"),
    path("coordination/<uuid:uuid>/withdraw/", views.CoordinationWithdraw.as_view(), name="coordination-withdraw"),
    path("coordination/<uuid:uuid>/parties/", views.CoordinationPartyFind.as_view(), name="coordination-party-find"),
    path(
        "coordination/<uuid:uuid>/parties/<uuid:person>/",
        views.CoordinationPartyAdd.as_view(),
        name="coordination-party-add",
    ),
    path(
        "coordination/<uuid:uuid>/parties/<uuid:person>/drop/",
        views.CoordinationPartyDrop.as_view(),
        name="coordination-party-drop",
    ),
]
