"""Addresses of surveys; `s/<code>/` is the residents' page."""

from django.urls import path

from liangzhan.needs.views import answering, surveys

S, A = "surveys/<uuid:uuid>/", "surveys/answers/<uuid:uuid>/"

PUBLIC = [
    path("s/<str:code>/", answering.Answer.as_view(), name="answer"),
    path("s/<str:code>/thanks/", answering.Answered.as_view(), name="answered"),
]

urlpatterns = [
    *PUBLIC,
    path("surveys/", surveys.SurveyList.as_view(), name="survey-list"),
    path("surveys/add/", surveys.SurveyAdd.as_view(), name="survey-add"),
    path(S, surveys.SurveyPage.as_view(), name="survey-page"),
    path(f"{S}edit/", surveys.SurveyEdit.as_view(), name="survey-edit"),
    path(f"{S}open/", surveys.SurveyOpen.as_view(), name="survey-open"),
    path(f"{S}close/", surveys.SurveyClose.as_view(), name="survey-close"),
    path(f"{S}reopen/", surveys.SurveyReopen.as_view(), name="survey-reopen"),
    path(f"{S}publish/", surveys.SurveyPublish.as_view(), name="survey-publish"),
    path(f"{S}enter/", surveys.SurveyEnter.as_view(), name="survey-enter"),
    path(f"{S}poster/", surveys.SurveyPoster.as_view(), name="survey-poster"),
    path(f"{S}blank/", surveys.SurveyBlank.as_view(), name="survey-blank"),
    path(f"{S}plot/", surveys.SurveyPlot.as_view(), name="survey-plot"),
    path(f"{S}report/", surveys.SurveyReport.as_view(), name="survey-report"),
    path(f"{A}need/", surveys.ResponseNeed.as_view(), name="response-need"),
    path(f"{A}discard/", surveys.ResponseDiscard.as_view(), name="response-discard"),
]
