"""Addresses of the room."""

from django.urls import path

from liangzhan.documents import views
from liangzhan.documents.views import archive, destruction, published, sealed

app_name = "documents"
urlpatterns = [
    path("verify/", views.VerifyPaper.as_view(), name="verify"),
    path("verify/package/", published.PublicKeyPage.as_view(), name="public-key"),
    path("verify/package/verify_package.py", published.VerifierScript.as_view(), name="verifier"),
    path("jobs/", views.JobList.as_view(), name="job-list"),
    path("jobs/<uuid:uuid>/", views.JobPage.as_view(), name="job"),
    path("jobs/<uuid:uuid>/file/", views.JobFile.as_view(), name="job-file"),
    path("archive/", archive.ArchiveList.as_view(), name="archive-list"),
    path("archive/<int:pk>/", archive.ArchiveItemPage.as_view(), name="archive-item"),
    path("archive/<int:pk>/freeze/", archive.ArchiveFreeze.as_view(), name="archive-freeze"),
    path("archive/<int:pk>/unfreeze/", archive.ArchiveUnfreeze.as_view(), name="archive-unfreeze"),
    path("archive/<int:pk>/extend/", archive.ArchiveExtend.as_view(), name="archive-extend"),
    path("archive/<int:pk>/consult/", archive.ConsultationAdd.as_view(), name="consultation-add"),
    path("consultations/<int:pk>/slip/", archive.ConsultationSlip.as_view(), name="consultation-slip"),
    path("consultations/<int:pk>/end/", archive.ConsultationEnd.as_view(), name="consultation-end"),
    path("archive/due/", destruction.ArchiveDue.as_view(), name="archive-due"),
    path("sealed/", sealed.SealedList.as_view(), name="sealed-list"),
    path("sealed/<uuid:uuid>/", sealed.SealedItemPage.as_view(), name="sealed-item"),
    path("sealed/<uuid:uuid>/volume/", sealed.SealedVolume.as_view(), name="sealed-volume"),
    path("sealed/<uuid:uuid>/freeze/", sealed.SealedFreeze.as_view(), name="sealed-freeze"),
    path("sealed/<uuid:uuid>/unfreeze/", sealed.SealedUnfreeze.as_view(), name="sealed-unfreeze"),
    path("sealed/<uuid:uuid>/extend/", sealed.SealedExtend.as_view(), name="sealed-extend"),
    path("sealed/<uuid:uuid>/consult/", sealed.SealedConsult.as_view(), name="sealed-consult"),
    path("sealed/<uuid:uuid>/slips/<uuid:which>/", sealed.SealedSlip.as_view(), name="sealed-slip"),
    path("sealed/<uuid:uuid>/slips/<uuid:which>/end/", sealed.SealedConsultEnd.as_view(), name="sealed-consult-end"),
    path("sealed/<uuid:uuid>/ask/", sealed.SealedAsk.as_view(), name="sealed-ask"),
    path("sealed/requests/<uuid:uuid>/approve/", sealed.SealedApprove.as_view(), name="sealed-approve"),
    path("sealed/requests/<uuid:uuid>/return/", sealed.SealedReturn.as_view(), name="sealed-return"),
    path("destruction/", destruction.DestructionLists.as_view(), name="destruction-list"),
    path("destruction/<int:pk>/", destruction.DestructionPage.as_view(), name="destruction-page"),
    path("destruction/<int:pk>/destroy/", destruction.DestroyList.as_view(), name="destruction-destroy"),
    path("destruction/<int:pk>/paper/", destruction.DestructionPaper.as_view(), name="destruction-paper"),
    path("approvals/", destruction.ApprovalList.as_view(), name="approval-list"),
    path("approvals/<int:pk>/", destruction.ApprovalPage.as_view(), name="approval-page"),
    path("approvals/<int:pk>/approve/", destruction.ApproveDestruction.as_view(), name="approval-approve"),
    path("approvals/<int:pk>/return/", destruction.ReturnDestruction.as_view(), name="approval-return"),
    path("approvals/<int:pk>/paper/", destruction.ApprovalPaper.as_view(), name="approval-paper"),
]
