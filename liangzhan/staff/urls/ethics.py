"""Addresses of ethics and complaints."""

from django.urls import path

from liangzhan.staff.views import complaints, complaints_public, ethics

C = "complaints/<int:pk>/"
urlpatterns = [
    path("ethics/", ethics.EthicsOverview.as_view(), name="ethics-overview"),
    path("ethics/own/", ethics.EthicsOwn.as_view(), name="ethics-own"),
    path("ethics/own/declare/", ethics.EthicsDeclare.as_view(), name="ethics-declare"),
    path("ethics/register/", ethics.EthicsRegister.as_view(), name="ethics-register"),
    path("ethics/register/<int:pk>/", ethics.DeclarationPage.as_view(), name="ethics-declaration"),
    path("ethics/register/<int:pk>/paper/", ethics.DeclarationPaper.as_view(), name="ethics-paper"),
    path("ethics/stations/<int:pk>/", ethics.EthicsStation.as_view(), name="ethics-station"),
    path("ethics/stations/<int:pk>/remind/", ethics.EthicsRemind.as_view(), name="ethics-remind"),
    path("ethics/stations/<int:pk>/declare/", ethics.EthicsDeclarePaper.as_view(), name="ethics-declare-paper"),
    path("complain/", complaints_public.ComplaintStart.as_view(), name="complaint-start"),
    path("complain/<int:station>/", complaints_public.ComplaintWrite.as_view(), name="complaint-write"),
    path("complain/status/", complaints_public.ComplaintStatus.as_view(), name="complaint-status"),
    path("complaints/", complaints.ComplaintQueue.as_view(), name="complaint-queue"),
    path("complaints/stations/<int:pk>/enter/", complaints.ComplaintEnter.as_view(), name="complaint-enter"),
    path(C, complaints.ComplaintPage.as_view(), name="complaint-page"),
    path(f"{C}accept/", complaints.ComplaintAccept.as_view(), name="complaint-accept"),
    path(f"{C}refuse/", complaints.ComplaintRefuse.as_view(), name="complaint-refuse"),
    path(f"{C}person/", complaints.ComplaintPerson.as_view(), name="complaint-person"),
    path(f"{C}pass/", complaints.ComplaintPass.as_view(), name="complaint-pass"),
    path(f"{C}step/", complaints.ComplaintWriteStep.as_view(), name="complaint-step"),
    path(f"{C}answer/", complaints.ComplaintAnswer.as_view(), name="complaint-answer"),
    path(f"{C}close/", complaints.ComplaintClose.as_view(), name="complaint-close"),
    path(f"{C}paper/", complaints.ComplaintPaper.as_view(), name="complaint-paper"),
]
