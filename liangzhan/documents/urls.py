"""Addresses of the room."""

from django.urls import path

from liangzhan.documents import views
from liangzhan.documents.views import archive, destruction, published

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
