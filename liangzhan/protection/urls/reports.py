"""Addresses of mandatory reports and of the officers."""

from django.urls import path

from liangzhan.protection.views import designations, reports

REPORTS = [
    path("reports/", reports.ReportList.as_view(), name="report-list"),
    path("reports/new/", reports.ReportStart.as_view(), name="report-start"),
    path("reports/blank/", reports.ReportBlank.as_view(), name="report-blank"),
    path("reports/figures/", designations.ReportFigures.as_view(), name="report-figures"),
    path("reports/<uuid:uuid>/", reports.ReportPage.as_view(), name="report-page"),
    path("reports/<uuid:uuid>/next/", reports.ReportNext.as_view(), name="report-next"),
    path("reports/<uuid:uuid>/facts/", reports.ReportFacts.as_view(), name="report-facts"),
    path("reports/<uuid:uuid>/told/", reports.ReportTold.as_view(), name="report-told"),
    path("reports/<uuid:uuid>/files/", reports.ReportFiles.as_view(), name="report-files"),
    path("reports/<uuid:uuid>/files/<uuid:file>/", reports.ReportFileView.as_view(), name="report-file"),
    path("reports/<uuid:uuid>/paper/", reports.ReportPaper.as_view(), name="report-paper"),
    path("reports/<uuid:uuid>/reporter/", reports.ReportReporter.as_view(), name="report-reporter"),
    path("officers/", designations.DesignationList.as_view(), name="designation-list"),
    path("officers/add/", designations.DesignationAdd.as_view(), name="designation-add"),
    path("officers/<int:pk>/end/", designations.DesignationEnd.as_view(), name="designation-end"),
]
