"""Addresses of visits. A person's and a visit's is the uuid; names never stand in an address."""

from django.urls import path

from liangzhan.activities.views import visit_due, visit_list, visit_pages, visit_record

ROUND = [
    path("visits/due/", visit_due.VisitDue.as_view(), name="visit-due"),
    path("visits/find/", visit_record.VisitFind.as_view(), name="visit-find"),
    path("visits/start/", visit_record.VisitStartNew.as_view(), name="visit-start-new"),
    path("visits/start/<uuid:uuid>/", visit_record.VisitStart.as_view(), name="visit-start"),
    path("visits/stop/", visit_record.VisitStop.as_view(), name="visit-stop"),
    path("visits/drop/", visit_record.VisitDrop.as_view(), name="visit-drop"),
    path("visits/record/", visit_record.VisitRecord.as_view(), name="visit-record"),
    path("visits/record/<uuid:uuid>/", visit_record.VisitRecordPerson.as_view(), name="visit-record-person"),
    path("visits/paper/<uuid:uuid>/", visit_record.VisitPaper.as_view(), name="visit-paper"),
    path("visits/blank.pdf", visit_list.VisitBlank.as_view(), name="visit-blank"),
]

PERSONS = [
    path("visits/persons/<uuid:uuid>/", visit_due.PersonVisits.as_view(), name="person-visits"),
    path("visits/persons/<uuid:uuid>/plan/", visit_due.VisitPlanEdit.as_view(), name="visit-plan"),
    path("visits/persons/<uuid:uuid>/pause/", visit_due.VisitPause.as_view(), name="visit-pause"),
    path("visits/persons/<uuid:uuid>/resume/", visit_due.VisitResume.as_view(), name="visit-resume"),
]

VISITS = [
    path("visits/", visit_list.VisitList.as_view(), name="visit-list"),
    path("visits/export/", visit_list.VisitExport.as_view(), name="visit-export"),
    path("visits/<uuid:uuid>/", visit_pages.VisitPage.as_view(), name="visit-page"),
    path("visits/<uuid:uuid>/edit/", visit_pages.VisitEdit.as_view(), name="visit-edit"),
    path("visits/<uuid:uuid>/withdraw/", visit_pages.VisitWithdraw.as_view(), name="visit-withdraw"),
    path("visits/<uuid:uuid>/addendum/", visit_pages.VisitAddendumAdd.as_view(), name="visit-addendum"),
    path("visits/<uuid:uuid>/risk/", visit_pages.VisitRisk.as_view(), name="visit-risk"),
    path("visits/<uuid:uuid>/need/", visit_pages.VisitNeed.as_view(), name="visit-need"),
    path("visits/<uuid:uuid>/photo/", visit_pages.VisitPhoto.as_view(), name="visit-photo"),
]

urlpatterns = [*ROUND, *PERSONS, *VISITS]
