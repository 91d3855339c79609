"""Addresses of the room."""

from django.urls import path

from liangzhan.programme.views import acceptance, checklist, october, opening, rectification

app_name = "programme"

ACCEPTANCE = [
    path("stations/<int:pk>/checklist/", checklist.Checklist.as_view(), name="checklist"),
    path("stations/<int:pk>/submit/", checklist.SubmitAcceptance.as_view(), name="submit-acceptance"),
    path("stations/<int:pk>/file.pdf", checklist.ConstructionFile.as_view(), name="construction-file"),
    path("stations/<int:pk>/open/", opening.OpenStation.as_view(), name="open-station"),
    path("acceptance/", acceptance.AcceptanceQueue.as_view(), name="acceptance-queue"),
    path("acceptance/sites/<int:pk>/plan/", acceptance.PlanVisit.as_view(), name="plan-visit"),
    path("acceptance/visits/<int:pk>/", acceptance.VisitPage.as_view(), name="visit-page"),
    path("acceptance/visits/<int:pk>/close/", acceptance.CloseVisit.as_view(), name="close-visit"),
    path("acceptance/visits/<int:pk>/cancel/", acceptance.CancelVisit.as_view(), name="cancel-visit"),
    path("acceptance/visits/<int:pk>/photos/<uuid:uuid>/", acceptance.VisitPhoto.as_view(), name="visit-photo"),
    path("acceptance/parts/<int:pk>/<str:code>/", acceptance.RecordItem.as_view(), name="record-item"),
    path("rectifications/", rectification.RectificationList.as_view(), name="rectification-list"),
    path("rectifications/<int:pk>/answer/", rectification.AnswerRectification.as_view(), name="answer-rectification"),
    path("rectifications/<int:pk>/accept/", rectification.AcceptRectification.as_view(), name="accept-rectification"),
    path("rectifications/<int:pk>/return/", rectification.ReturnRectification.as_view(), name="return-rectification"),
    path("rectifications/<int:pk>/proof/", rectification.RectificationProof.as_view(), name="rectification-proof"),
]

OCTOBER = [
    path("plans/<int:pk>/reports/", october.ReportList.as_view(), name="report-list"),
    path("plans/<int:pk>/reports/draft/<str:code>/", october.DraftReport.as_view(), name="draft-report"),
    path("plans/<int:pk>/reports/consolidated.xlsx", october.Consolidated.as_view(), name="consolidated"),
    path("reports/<int:pk>/", october.ReportPage.as_view(), name="report-page"),
    path("reports/<int:pk>/edit/", october.EditReport.as_view(), name="edit-report"),
    path("reports/<int:pk>/refresh/", october.RefreshProgress.as_view(), name="refresh-report"),
    path("reports/<int:pk>/submit/", october.SubmitReport.as_view(), name="submit-report"),
    path("reports/<int:pk>/return/", october.ReturnReport.as_view(), name="return-report"),
    path("reports/<int:pk>/accept/", october.AcceptReport.as_view(), name="accept-report"),
    path("reports/<int:pk>/files/<str:which>/", october.ReportFile.as_view(), name="report-file"),
]

urlpatterns = [*ACCEPTANCE, *OCTOBER]
