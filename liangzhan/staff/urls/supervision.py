"""Addresses of supervision."""

from django.urls import path

from liangzhan.staff.views import supervision, supervision_desk, supervision_emergency, supervision_work

S = "supervision/sessions/<int:pk>/"
urlpatterns = [
    path("supervision/", supervision_desk.SupervisionHome.as_view(), name="supervision-home"),
    path("supervision/desk/", supervision_desk.SupervisionDesk.as_view(), name="supervision-desk"),
    path("supervision/own/", supervision_desk.SupervisionOwn.as_view(), name="supervision-own"),
    path("supervision/register/", supervision_desk.SupervisionRegister.as_view(), name="supervision-register"),
    path("supervision/figures/", supervision_desk.SupervisionFigures.as_view(), name="supervision-figures"),
    path("supervision/figures/export/", supervision_desk.SupervisionExport.as_view(), name="supervision-export"),
    path("supervision/plan/", supervision.SessionPlan.as_view(), name="session-plan"),
    path("supervision/own/record/", supervision.SessionOwn.as_view(), name="session-own"),
    path(S, supervision.SessionPage.as_view(), name="session-page"),
    path(f"{S}record/", supervision.SessionRecord.as_view(), name="session-record"),
    path(f"{S}cancel/", supervision.SessionCancel.as_view(), name="session-cancel"),
    path(f"{S}sign/", supervision.SessionSign.as_view(), name="session-sign"),
    path(f"{S}rate/", supervision.SessionRate.as_view(), name="session-rate"),
    path(f"{S}paper/", supervision.SessionPaper.as_view(), name="session-paper"),
    path(f"{S}paper/file/", supervision.SessionPaperFile.as_view(), name="session-paper-file"),
    path(f"{S}addendum/", supervision.SessionAddendum.as_view(), name="session-addendum"),
    path(f"{S}note/", supervision.SessionNote.as_view(), name="session-note"),
    path(f"{S}note/<int:note>/share/", supervision.NoteShare.as_view(), name="note-share"),
    path(f"{S}action/<int:item>/drop/", supervision_work.ActionDrop.as_view(), name="action-drop"),
    path("supervision/agenda/add/", supervision_work.AgendaAdd.as_view(), name="agenda-add"),
    path("supervision/agenda/<int:pk>/open/", supervision_work.AgendaOpen.as_view(), name="agenda-open"),
    path("supervision/agenda/<int:pk>/postpone/", supervision_work.AgendaPostpone.as_view(), name="agenda-postpone"),
    path("supervision/agenda/<int:pk>/settle/", supervision_work.AgendaSettle.as_view(), name="agenda-settle"),
    path("supervision/actions/<int:pk>/finish/", supervision_work.ActionFinish.as_view(), name="action-finish"),
    path("supervision/actions/<int:pk>/check/", supervision_work.ActionCheck.as_view(), name="action-check"),
    path("supervision/emergency/", supervision_emergency.EmergencyList.as_view(), name="emergency-list"),
    path("supervision/emergency/<int:pk>/", supervision_emergency.EmergencyPage.as_view(), name="emergency-page"),
    path(
        "supervision/emergency/<int:pk>/review/",
        supervision_emergency.EmergencyReview.as_view(),
        name="emergency-review",
    ),
    path("supervision/emergency/reviews/", supervision_emergency.ReviewList.as_view(), name="review-list"),
    path(
        "supervision/emergency/workers/<int:pk>/open/",
        supervision_emergency.EmergencyOpen.as_view(),
        name="emergency-open",
    ),
]
