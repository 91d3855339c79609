"""Addresses of the yearly appraisal. `pk` is the year's, the card's or the objection's own, as the address says."""

from django.urls import path

from liangzhan.staff.views import appraisal as years
from liangzhan.staff.views import appraisal_cards as cards

urlpatterns = [
    path("appraisal/", years.AppraisalList.as_view(), name="appraisal-list"),
    path("appraisal/stations/<int:pk>/open/", years.OpenAppraisal.as_view(), name="open-appraisal"),
    path("appraisal/<int:pk>/", years.AppraisalPage.as_view(), name="appraisal-page"),
    path("appraisal/<int:pk>/start/", years.StartSelf.as_view(), name="start-self"),
    path("appraisal/<int:pk>/publish/", years.PublishAppraisal.as_view(), name="publish-appraisal"),
    path("appraisal/<int:pk>/finish/", years.FinishAppraisal.as_view(), name="finish-appraisal"),
    path("appraisal/<int:pk>/publicity/", years.PublicityPage.as_view(), name="publicity-page"),
    path("appraisal/<int:pk>/publicity.pdf", years.PublicityPaper.as_view(), name="publicity-paper"),
    path("appraisal/<int:pk>/export.xlsx", years.AppraisalExport.as_view(), name="appraisal-export"),
    path("appraisal/appeals/", cards.AppealQueue.as_view(), name="appeal-queue"),
    path("appraisal/mine/", cards.MyAppraisalList.as_view(), name="my-appraisal-list"),
    path("appraisal/mine/<int:pk>/", cards.MyAppraisal.as_view(), name="my-appraisal"),
    path("appraisal/mine/<int:pk>/appeal/", cards.MyAppeal.as_view(), name="my-appeal"),
    path("appraisal/mine/<int:pk>/slip.pdf", cards.MySlip.as_view(), name="my-slip"),
    path("appraisal/cards/<int:pk>/", cards.AppraisalCardPage.as_view(), name="appraisal-card"),
    path("appraisal/cards/<int:pk>/review/", cards.ReviewCard.as_view(), name="review-card"),
    path("appraisal/cards/<int:pk>/return/", cards.ReturnCard.as_view(), name="return-card"),
    path("appraisal/cards/<int:pk>/statement/", cards.PaperStatement.as_view(), name="paper-statement"),
    path("appraisal/cards/<int:pk>/skip/", cards.SkipStatement.as_view(), name="skip-statement"),
    path("appraisal/cards/<int:pk>/objection/", cards.FileObjection.as_view(), name="file-objection"),
    path("appraisal/cards/<int:pk>/slip.pdf", cards.ResultSlip.as_view(), name="result-slip"),
    path("appraisal/cards/<int:pk>/appeal/", cards.DecideAppeal.as_view(), name="decide-appeal"),
    path("appraisal/cards/<int:pk>/appeal/paper/", cards.PaperAppeal.as_view(), name="paper-appeal"),
    path("appraisal/objections/<int:pk>/", cards.AnswerObjection.as_view(), name="answer-objection"),
]
