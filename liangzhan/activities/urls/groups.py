"""Addresses of groups. `uuid` is that of the row named before it; names never stand in an address."""

from django.urls import path

from liangzhan.activities.views import activity_ratings as ratings
from liangzhan.activities.views import group_members as members
from liangzhan.activities.views import group_pages as pages
from liangzhan.activities.views import group_sessions as sessions
from liangzhan.activities.views import volumes

GROUPS = [
    path("groups/", pages.GroupList.as_view(), name="group-list"),
    path("groups/export.xlsx", pages.GroupExport.as_view(), name="group-export"),
    path("groups/add/", pages.GroupAdd.as_view(), name="group-add"),
    path("groups/<uuid:uuid>/", pages.GroupPage.as_view(), name="group-page"),
    path("groups/<uuid:uuid>/edit/", pages.GroupEdit.as_view(), name="group-edit"),
    path("groups/<uuid:uuid>/submit/", pages.GroupSubmit.as_view(), name="group-submit"),
    path("groups/<uuid:uuid>/decide/", pages.GroupDecide.as_view(), name="group-decide"),
    path("groups/<uuid:uuid>/cancel/", pages.GroupCancel.as_view(), name="group-cancel"),
    path("groups/<uuid:uuid>/report/", pages.GroupReportEdit.as_view(), name="group-report"),
    path("groups/<uuid:uuid>/plan.pdf", pages.GroupPaper.as_view(), name="group-paper"),
    path("groups/<uuid:uuid>/report.pdf", pages.GroupReportPaper.as_view(), name="group-report-paper"),
    path("groups/<uuid:uuid>/addendum/", pages.GroupAddendum.as_view(), name="group-addendum"),
    path("groups/<uuid:uuid>/volume/", volumes.GroupVolume.as_view(), name="group-volume"),
    path("groups/<uuid:uuid>/ratings/", ratings.GroupRatingsOpen.as_view(), name="group-ratings-open"),
]

MEMBERS = [
    path("groups/<uuid:uuid>/members/find/", members.MemberFind.as_view(), name="member-find"),
    path("groups/<uuid:uuid>/members/put/", members.MemberPut.as_view(), name="member-put"),
    path("groups/<uuid:uuid>/members/new/", members.MemberNew.as_view(), name="member-new"),
    path("members/<uuid:uuid>/screen/", members.MemberScreen.as_view(), name="member-screen"),
    path("members/<uuid:uuid>/leave/", members.MemberLeave.as_view(), name="member-leave"),
    path("members/<uuid:uuid>/sign/", members.MemberSign.as_view(), name="member-sign"),
    path("groups/<uuid:uuid>/contract/", members.ContractEdit.as_view(), name="contract-edit"),
    path("groups/<uuid:uuid>/test/", members.TestEdit.as_view(), name="test-edit"),
    path("groups/<uuid:uuid>/scores/", members.Scores.as_view(), name="scores"),
]

SESSIONS = [
    path("groups/<uuid:uuid>/sessions/add/", sessions.SessionAdd.as_view(), name="session-add"),
    path("sessions/<uuid:uuid>/", sessions.SessionPage.as_view(), name="session-page"),
    path("sessions/<uuid:uuid>/edit/", sessions.SessionEdit.as_view(), name="session-edit"),
    path("sessions/<uuid:uuid>/cancel/", sessions.SessionCancel.as_view(), name="session-cancel"),
    path("sessions/<uuid:uuid>/record/", sessions.SessionRecordAdd.as_view(), name="session-record"),
    path("sessions/<uuid:uuid>/amend/", sessions.SessionAmend.as_view(), name="session-amend"),
    path("sessions/<uuid:uuid>/recount/", sessions.SessionRecount.as_view(), name="session-recount"),
    path("sessions/<uuid:uuid>/addendum/", sessions.SessionAddendum.as_view(), name="session-addendum"),
    path("sessions/<uuid:uuid>/photo/", sessions.SessionPhotoAdd.as_view(), name="session-photo"),
    path("sessions/photos/<int:pk>/", sessions.SessionPhotoFile.as_view(), name="session-photo-file"),
    path("sessions/<uuid:uuid>/record.pdf", sessions.SessionPaper.as_view(), name="session-paper"),
]

urlpatterns = [*GROUPS, *MEMBERS, *SESSIONS]
