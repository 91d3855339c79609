"""Attendance: one's own month, the station's day and month, leave, corrections, shifts, the street's sheet."""

from django.urls import path

from liangzhan.staff.views import attendance, attendance_sheet, corrections, duty, leave

OWN = [
    path("attendance/mine/", attendance.MyAttendance.as_view(), name="my-attendance"),
    path("attendance/mine/<str:day>/", corrections.MyDay.as_view(), name="my-day"),
    path("leave/ask/", leave.LeaveAsk.as_view(), name="leave-ask"),
    path("leave/<int:pk>/withdraw/", leave.LeaveWithdraw.as_view(), name="leave-withdraw"),
    path("leave/<int:pk>/return/", leave.LeaveReturn.as_view(), name="leave-return"),
    path("corrections/ask/", corrections.CorrectionAsk.as_view(), name="correction-ask"),
    path("corrections/<int:pk>/withdraw/", corrections.CorrectionWithdraw.as_view(), name="correction-withdraw"),
]

STATION = [
    path("attendance/", attendance.AttendanceStations.as_view(), name="attendance-stations"),
    path("stations/<int:pk>/attendance/", attendance.AttendanceMonth.as_view(), name="attendance-month"),
    path("stations/<int:pk>/attendance/today/", attendance.AttendanceToday.as_view(), name="attendance-today"),
    path("stations/<int:pk>/attendance/open/", attendance.DutyOpen.as_view(), name="duty-open"),
    path("stations/<int:pk>/attendance/close/", attendance.MonthClose.as_view(), name="month-close"),
    path("stations/<int:pk>/attendance.pdf", attendance.AttendancePrint.as_view(), name="attendance-print"),
    path("stations/<int:pk>/attendance.xlsx", attendance.AttendanceExport.as_view(), name="attendance-export"),
    path(
        "stations/<int:pk>/attendance/<int:worker>/<str:day>/",
        corrections.AttendanceDayPage.as_view(),
        name="attendance-day",
    ),
    path("stations/<int:pk>/leave/enter/", leave.LeaveEnter.as_view(), name="leave-enter"),
    path("stations/<int:pk>/corrections/enter/", corrections.CorrectionEnter.as_view(), name="correction-enter"),
    path("months/", attendance.MonthSecondList.as_view(), name="month-second-list"),
    path("months/<int:pk>/countersign/", attendance.MonthCountersign.as_view(), name="month-countersign"),
]

DECIDING = [
    path("leave/", leave.LeaveList.as_view(), name="leave-list"),
    path("leave/<int:pk>/", leave.LeavePage.as_view(), name="leave-page"),
    path("leave/<int:pk>/note/", leave.LeaveNote.as_view(), name="leave-note"),
    path("corrections/", corrections.CorrectionList.as_view(), name="correction-list"),
    path("corrections/<int:pk>/", corrections.CorrectionPage.as_view(), name="correction-page"),
]

DUTY = [
    path("stations/<int:pk>/duty/", duty.DutyPage.as_view(), name="duty-page"),
    path("stations/<int:pk>/duty/week/", duty.DutyWeekEdit.as_view(), name="duty-week"),
    path("duty/<int:pk>/end/", duty.DutyWeekEnd.as_view(), name="duty-week-end"),
    path("stations/<int:pk>/duty/days/add/", duty.ShiftAdd.as_view(), name="shift-add"),
    path("duty/days/<int:pk>/remove/", duty.ShiftRemove.as_view(), name="shift-remove"),
]

SHEET = [
    path("sheets/", attendance_sheet.SheetUpload.as_view(), name="sheet-upload"),
    path("sheets/template.xlsx", attendance_sheet.SheetTemplate.as_view(), name="sheet-template"),
    path("sheets/<uuid:uuid>/", attendance_sheet.SheetPreview.as_view(), name="sheet-preview"),
    path("sheets/<uuid:uuid>/errors.xlsx", attendance_sheet.SheetErrors.as_view(), name="sheet-errors"),
    path("sheets/jobs/<uuid:uuid>/", attendance_sheet.SheetJob.as_view(), name="sheet-job"),
    path("sheets/jobs/<uuid:uuid>/progress/", attendance_sheet.SheetProgress.as_view(), name="sheet-progress"),
    path("sheets/jobs/<uuid:uuid>/errors.xlsx", attendance_sheet.SheetResult.as_view(), name="sheet-result"),
]

urlpatterns = [*OWN, *STATION, *DECIDING, *DUTY, *SHEET]
