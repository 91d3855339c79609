"""Activities, posts, sign-ups, rosters."""

from django.urls import path

from liangzhan.volunteers.views import activities as pages
from liangzhan.volunteers.views import activity_deeds as deeds
from liangzhan.volunteers.views import activity_papers as papers
from liangzhan.volunteers.views import sign_ups

A, S = "activities/<uuid:uuid>/", "sign-ups/<uuid:uuid>/"
ACTIVITIES = [
    path("activities/", pages.ActivityList.as_view(), name="activity-list"),
    path("activities/add/", pages.ActivityAdd.as_view(), name="activity-add"),
    path(A, pages.ActivityPage.as_view(), name="activity-page"),
    path(f"{A}edit/", pages.ActivityEdit.as_view(), name="activity-edit"),
    path(f"{A}submit/", deeds.Submit.as_view(), name="activity-submit"),
    path(f"{A}approve/", deeds.Approve.as_view(), name="activity-approve"),
    path(f"{A}return/", deeds.Return.as_view(), name="activity-return"),
    path(f"{A}cancel/", deeds.Cancel.as_view(), name="activity-cancel"),
    path(f"{A}begin/", deeds.Begin.as_view(), name="activity-begin"),
    path(f"{A}end/", deeds.End.as_view(), name="activity-end"),
]
SIGN_UPS = [
    path(f"{A}sign-ups/", sign_ups.DecideMany.as_view(), name="sign-ups"),
    path(f"{A}sign-ups/find/", sign_ups.Find.as_view(), name="sign-up-find"),
    path(f"{A}sign-ups/add/<uuid:volunteer>/", sign_ups.Add.as_view(), name="sign-up-add"),
    path(f"{A}publish/", sign_ups.Publish.as_view(), name="activity-publish"),
    path(S, sign_ups.SignUpPage.as_view(), name="sign-up"),
    path(f"{S}decide/", sign_ups.Decide.as_view(), name="sign-up-decide"),
    path(f"{S}guardian/", sign_ups.Guardian.as_view(), name="sign-up-guardian"),
    path(f"{S}agreement/", sign_ups.Agreement.as_view(), name="sign-up-agreement"),
    path(f"{S}withdraw/", sign_ups.Withdraw.as_view(), name="sign-up-withdraw"),
]
PAPERS = [
    path(f"{A}poster.pdf", papers.PosterPaper.as_view(), name="activity-poster"),
    path(f"{A}roster.pdf", papers.RosterPaper.as_view(), name="activity-roster"),
    path(f"{A}sheet.pdf", papers.SheetPaper.as_view(), name="activity-sheet"),
]

urlpatterns = [*ACTIVITIES, *SIGN_UPS, *PAPERS]
