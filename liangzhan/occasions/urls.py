"""Addresses of the room. `uuid` is the occasion's, behind stays/ the stay's; `pk` of a screen is the station's."""

from django.urls import path

from liangzhan.occasions.views import agenda, calendars, roll, scanning, showing

app_name = "occasions"

AGENDA = [
    path("", agenda.Agenda.as_view(), name="agenda"),
    path("meetings/new/", agenda.ArrangeMeeting.as_view(), name="arrange-meeting"),
    path("<uuid:uuid>/", agenda.OccasionPage.as_view(), name="occasion-page"),
    path("<uuid:uuid>/edit/", agenda.OccasionEdit.as_view(), name="occasion-edit"),
    path("<uuid:uuid>/cancel/", agenda.OccasionCancel.as_view(), name="occasion-cancel"),
]

CODE = [
    path("in/<uuid:uuid>/", scanning.Scan.as_view(), name="scan"),
    path("in/<uuid:uuid>/me/", scanning.CheckIn.as_view(), name="check-in"),
    path("<uuid:uuid>/code/", showing.ShowCode.as_view(), name="show-code"),
    path("<uuid:uuid>/codes/", showing.Codes.as_view(), name="codes"),
    path("screens/<int:pk>/", showing.Screen.as_view(), name="screen"),
]

ROLL = [
    path("<uuid:uuid>/roll/", roll.Roll.as_view(), name="roll"),
    path("<uuid:uuid>/roll/add/", roll.RollAdd.as_view(), name="roll-add"),
    path("<uuid:uuid>/roll/put/", roll.RollPut.as_view(), name="roll-put"),
    path("<uuid:uuid>/roll/take/", roll.RollTake.as_view(), name="roll-take"),
    path("<uuid:uuid>/roll/close/", roll.Close.as_view(), name="roll-close"),
    path("<uuid:uuid>/roll/reopen/", roll.Reopen.as_view(), name="roll-reopen"),
    path("<uuid:uuid>/stays/add/", roll.StayEnter.as_view(), name="stay-enter"),
    path("stays/<uuid:uuid>/settle/", roll.StaySettle.as_view(), name="stay-settle"),
    path("stays/<uuid:uuid>/void/", roll.StayVoid.as_view(), name="stay-void"),
    path("<uuid:uuid>/sheet.pdf", roll.SheetPaper.as_view(), name="sheet-paper"),
    path("<uuid:uuid>/sheets/add/", roll.SheetKeep.as_view(), name="sheet-keep"),
    path("<uuid:uuid>/sheets/<int:page>/", roll.SheetFile.as_view(), name="sheet-file"),
]

CALENDARS = [
    path("calendars/", calendars.Calendars.as_view(), name="calendars"),
    path("calendars/<int:pk>/end/", calendars.CalendarEnd.as_view(), name="calendar-end"),
    path("calendars/<str:token>.ics", calendars.Feed.as_view(), name="feed"),
]

urlpatterns = AGENDA + CODE + ROLL + CALENDARS
