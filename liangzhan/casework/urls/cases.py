"""Addresses of cases: list, page, opening, team."""

from django.urls import path

from liangzhan.casework.views import carrying, cases, opening, printing, team

C = "cases/<int:pk>/"
urlpatterns = [
    path("cases/", cases.CaseList.as_view(), name="case-list"),
    path("cases/export/", cases.CaseExport.as_view(), name="case-export"),
    path("cases/import/", carrying.CaseUpload.as_view(), name="carry-upload"),
    path("cases/import/template.xlsx", carrying.CaseTemplate.as_view(), name="carry-template"),
    path("cases/import/<int:station>/<uuid:uuid>/", carrying.CasePreview.as_view(), name="carry-preview"),
    path("cases/import/<int:station>/<uuid:uuid>/errors.xlsx", carrying.CaseErrors.as_view(), name="carry-errors"),
    path("cases/open/", opening.CaseSearch.as_view(), name="case-search"),
    path("cases/open/new/", opening.CaseOpenNew.as_view(), name="case-open-new"),
    path("cases/open/<uuid:uuid>/", opening.CaseOpen.as_view(), name="case-open"),
    path(C, cases.CasePage.as_view(), name="case-page"),
    path(f"{C}decide/", opening.CaseDecide.as_view(), name="case-decide"),
    path(f"{C}intake/", opening.IntakeEdit.as_view(), name="intake-edit"),
    path(f"{C}team/", team.MemberAdd.as_view(), name="member-add"),
    path(f"{C}team/<int:member>/end/", team.MemberEnd.as_view(), name="member-end"),
    path(f"{C}nickname/", team.CaseNickname.as_view(), name="case-nickname"),
    path(f"{C}print/<slug:form>/<int:item>/", printing.FormPrint.as_view(), name="form-print"),
]
