"""Addresses of risks and crises."""

from django.urls import path

from liangzhan.protection.views import crises, risks

RISKS = [
    path("risks/", risks.RiskList.as_view(), name="risk-list"),
    path("risks/<uuid:uuid>/", risks.RiskPage.as_view(), name="risk-page"),
    path("risks/<uuid:uuid>/step/", risks.RiskStep.as_view(), name="risk-step"),
    path("risks/<uuid:uuid>/raise/", risks.RiskRaise.as_view(), name="risk-raise"),
    path("risks/<uuid:uuid>/lower/", risks.RiskLower.as_view(), name="risk-lower"),
    path("people/<uuid:uuid>/risk/", risks.RiskAdd.as_view(), name="risk-add"),
    path("people/<uuid:uuid>/crisis/", risks.CrisisAdd.as_view(), name="crisis-add"),
    path("crises/<uuid:uuid>/", crises.CrisisPage.as_view(), name="crisis-page"),
    path("crises/<uuid:uuid>/inform/", crises.CrisisInform.as_view(), name="crisis-inform"),
    path("crises/<uuid:uuid>/measure/", crises.CrisisMeasure.as_view(), name="crisis-measure"),
    path("crises/<uuid:uuid>/plan/", crises.CrisisPlan.as_view(), name="crisis-plan"),
    path("crises/<uuid:uuid>/close/", crises.CrisisClose.as_view(), name="crisis-close"),
]
