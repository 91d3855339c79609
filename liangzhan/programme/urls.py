"""Addresses of the room."""

from django.urls import path

from liangzhan.programme.views import (
    acceptance,
    building,
    checklist,
    october,
    opening,
    plan,
    progress,
    quotas,
    rectification,
    siting,
    split,
    transfers,
)

app_name = "programme"

ACCEPTANCE = [
    path("stations/<int:pk>/checklist/", checklist.Checklist.as_view(), name="checklist"),
    path("stations/<int:pk>/submit/", checklist.SubmitAcceptance.as_view(), name="submit-acceptance"),
    path("stations/<int:pk>/file.pdf", checklist.ConstructionFile.as_view(), name="construction-file"),
    path("stations/<int:pk>/open/", opening.OpenStation.as_view(), name="open-station"),
    path("acceptance/", acceptance.AcceptanceQueue.as_view(), name="acceptance-queue"),
    path("acceptance/sites/<int:pk>/plan/", acceptance.PlanVisit.as_view(), name="plan-visit"),
    path("acceptance/visits/<int:pk>/", acceptance.VisitPage.as_view(), name="visit-page"),
    path("acceptance/draw/", acceptance.DrawSample.as_view(), name="draw-sample"),
    path("acceptance/visits/<int:pk>/form.pdf", acceptance.VisitForm.as_view(), name="visit-form"),
    path("acceptance/visits/<int:pk>/fill/", acceptance.FillFromPapers.as_view(), name="fill-from-papers"),
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
    path("october/", october.ReviewReports.as_view(), name="review-reports"),
    path("october/mine/", october.OwnReports.as_view(), name="own-reports"),
    path("plans/<int:pk>/reports/", october.ReportList.as_view(), name="report-list"),
    path("plans/<int:pk>/reports/draft/<str:code>/", october.DraftReport.as_view(), name="draft-report"),
    path("plans/<int:pk>/reports/remind/", october.RemindMissing.as_view(), name="remind-missing"),
    path("plans/<int:pk>/reports/package/", october.AskPackage.as_view(), name="ask-package"),
    path("plans/<int:pk>/reports/consolidated.xlsx", october.Consolidated.as_view(), name="consolidated"),
    path("reports/<int:pk>/", october.ReportPage.as_view(), name="report-page"),
    path("reports/<int:pk>/edit/", october.EditReport.as_view(), name="edit-report"),
    path("reports/<int:pk>/refresh/", october.RefreshProgress.as_view(), name="refresh-report"),
    path("reports/<int:pk>/submit/", october.SubmitReport.as_view(), name="submit-report"),
    path("reports/<int:pk>/return/", october.ReturnReport.as_view(), name="return-report"),
    path("reports/<int:pk>/accept/", october.AcceptReport.as_view(), name="accept-report"),
    path("reports/<int:pk>/files/<str:which>/", october.ReportFile.as_view(), name="report-file"),
]

PLAN = [
    path("plans/", plan.PlanList.as_view(), name="plan-list"),
    path("plans/new/", plan.OpenPlan.as_view(), name="open-plan"),
    path("plans/<int:plan>/", plan.PlanPage.as_view(), name="plan-page"),
    path("plans/<int:plan>/edit/", plan.EditPlan.as_view(), name="edit-plan"),
    path("plans/<int:plan>/documents/", plan.AddDocument.as_view(), name="add-document"),
    path("plans/<int:plan>/documents/<int:pk>/", plan.PlanDocumentFile.as_view(), name="plan-document"),
    path("plans/<int:plan>/issue/", plan.IssuePlan.as_view(), name="issue-plan"),
    path("plans/<int:plan>/close/", plan.ClosePlan.as_view(), name="close-plan"),
    path("plans/<int:plan>/quotas/", quotas.QuotaTable.as_view(), name="quota-table"),
    path("plans/<int:plan>/quotas/upload/", quotas.UploadQuotas.as_view(), name="upload-quotas"),
    path("plans/<int:plan>/quotas/errors/<uuid:file>/", quotas.QuotaErrors.as_view(), name="quota-errors"),
    path("plans/<int:plan>/quotas/template/", quotas.QuotaTemplate.as_view(), name="quota-template"),
    path("plans/<int:plan>/quotas/export/", quotas.QuotaExport.as_view(), name="quota-export"),
    path("quotas/<int:pk>/", split.QuotaPage.as_view(), name="quota-page"),
    path("quotas/<int:pk>/split/", split.SplitQuota.as_view(), name="split-quota"),
    path("quotas/<int:pk>/transfer/", transfers.RequestTransfer.as_view(), name="request-transfer"),
    path("plans/<int:plan>/transfers/", transfers.TransferList.as_view(), name="transfer-list"),
    path("transfers/<int:pk>/", transfers.TransferPage.as_view(), name="transfer-page"),
    path("transfers/<int:pk>/decide/", transfers.DecideTransfer.as_view(), name="decide-transfer"),
]

SITING = [
    path("siting/", siting.CurrentSiting.as_view(), name="current-siting"),
    path("plans/<int:plan>/nominations/", siting.NominationList.as_view(), name="nomination-list"),
    path("plans/<int:plan>/nominations/choose/", siting.ChooseCommunity.as_view(), name="choose-community"),
    path("plans/<int:plan>/nominations/map.json", siting.SitingMap.as_view(), name="siting-map"),
    path("plans/<int:plan>/nominations/new/", siting.Nominate.as_view(), name="nominate"),
    path("nominations/<int:pk>/", siting.NominationPage.as_view(), name="nomination-page"),
    path("nominations/<int:pk>/edit/", siting.EditNomination.as_view(), name="edit-nomination"),
    path("nominations/<int:pk>/rank/", siting.OverruleRank.as_view(), name="overrule-rank"),
    path("nominations/<int:pk>/confirm/", siting.ConfirmSite.as_view(), name="confirm-site"),
    path("nominations/<int:pk>/reject/", siting.RejectNomination.as_view(), name="reject-nomination"),
    path("nominations/<int:pk>/return/", siting.ReturnNomination.as_view(), name="return-nomination"),
    path("nominations/<int:pk>/withdraw/", siting.WithdrawNomination.as_view(), name="withdraw-nomination"),
    path("nominations/<int:pk>/cancel/", siting.CancelSite.as_view(), name="cancel-site"),
    path("units/", siting.UnitList.as_view(), name="unit-list"),
    path("units/<int:pk>/manager/", siting.SetManager.as_view(), name="set-manager"),
    path("stations/<int:pk>/start/", building.StartBuilding.as_view(), name="start-building"),
    path("stations/<int:pk>/count/", building.CountStation.as_view(), name="count-station"),
]

PROGRESS = [
    path("progress/", progress.CurrentProgress.as_view(), name="current-progress"),
    path("plans/<int:plan>/progress/", progress.ProgressPage.as_view(), name="progress"),
    path("plans/<int:plan>/progress/map.json", progress.ProgressMap.as_view(), name="progress-map"),
    path("plans/<int:plan>/progress/export/", progress.ProgressExport.as_view(), name="progress-export"),
]

urlpatterns = [*PLAN, *SITING, *PROGRESS, *ACCEPTANCE, *OCTOBER]
