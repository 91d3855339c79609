"""Addresses of the forms C-02 … C-06."""

from django.urls import path

from liangzhan.casework.views import addenda, agreements, contacts, papers, printing

C = "cases/<int:pk>/"
urlpatterns = [
    path(f"{C}agreement/", agreements.AgreementAdd.as_view(), name="agreement-add"),
    path(f"{C}agreement/blank/", printing.AgreementBlank.as_view(), name="agreement-blank"),
    path(f"{C}agreement/withdraw/", agreements.AgreementWithdraw.as_view(), name="agreement-withdraw"),
    path("agreements/<int:pk>/paper/", agreements.AgreementPaper.as_view(), name="agreement-paper"),
    path(f"{C}assessment/", papers.AssessmentAdd.as_view(), name="assessment-add"),
    path("assessments/<int:pk>/", papers.AssessmentPage.as_view(), name="assessment-page"),
    path("assessments/<int:pk>/edit/", papers.AssessmentEdit.as_view(), name="assessment-edit"),
    path(f"{C}plan/", papers.PlanAdd.as_view(), name="plan-add"),
    path("plans/<int:pk>/", papers.PlanPage.as_view(), name="plan-page"),
    path("plans/<int:pk>/agree/", papers.PlanAgree.as_view(), name="plan-agree"),
    path("plans/<int:pk>/paper/", papers.PlanPaper.as_view(), name="plan-paper"),
    path(f"{C}review/", papers.ReviewAdd.as_view(), name="review-add"),
    path(f"{C}scale/", papers.ScaleAdd.as_view(), name="scale-add"),
    path(f"{C}contact/", contacts.ContactAdd.as_view(), name="contact-add"),
    path(f"{C}contacts/", contacts.ContactList.as_view(), name="contact-list"),
    path("contacts/<int:pk>/", contacts.ContactPage.as_view(), name="contact-page"),
    path("contacts/<int:pk>/edit/", contacts.ContactEdit.as_view(), name="contact-edit"),
    path(f"{C}addendum/", addenda.CaseAddendum.as_view(), name="case-addendum"),
]
