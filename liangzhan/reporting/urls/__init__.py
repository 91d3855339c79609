"""Addresses of the room."""

from django.urls import path

from liangzhan.reporting.views import figures

app_name = "reporting"

urlpatterns = [
    path("", figures.Figures.as_view(), name="figures"),
    path("file/", figures.FiguresFile.as_view(), name="figures-file"),
    path("<str:code>/", figures.FigurePage.as_view(), name="figure"),
]
