"""Addresses of allowance, examinations, pay scale and statistics. `pk` is the row's own, as the address says."""

from django.urls import path

from liangzhan.staff.views import allowance, allowance_rates, exams, talent

ALLOWANCE = [
    path("allowance/", allowance.AllowanceListList.as_view(), name="allowance-list"),
    path("allowance/export.xlsx", allowance.AllowanceExport.as_view(), name="allowance-export"),
    path("allowance/year/", allowance.AllowanceYear.as_view(), name="allowance-year"),
    path("allowance/draft/", allowance.DraftAllowance.as_view(), name="draft-allowance"),
    path("allowance/approve/", allowance.ApproveAllowance.as_view(), name="approve-allowance"),
    path("allowance/pay/", allowance.PayAllowance.as_view(), name="pay-allowance"),
    path("allowance/<int:pk>/", allowance.AllowancePage.as_view(), name="allowance-page"),
    path("allowance/<int:pk>/list.pdf", allowance.AllowancePaper.as_view(), name="allowance-paper"),
    path("allowance/<int:pk>/refresh/", allowance.RefreshAllowance.as_view(), name="refresh-allowance"),
    path("allowance/<int:pk>/submit/", allowance.SubmitAllowance.as_view(), name="submit-allowance"),
    path("allowance/<int:pk>/review/", allowance.ReviewAllowance.as_view(), name="review-allowance"),
    path("allowance/<int:pk>/return/", allowance.ReturnAllowance.as_view(), name="return-allowance"),
    path(
        "allowance/<int:pk>/return/county/",
        allowance.ReturnAllowanceByCounty.as_view(),
        name="return-allowance-by-county",
    ),
    path("allowance/<int:pk>/adjust/", allowance.AdjustAllowance.as_view(), name="adjust-allowance"),
    path("allowance/lines/<int:pk>/remove/", allowance.RemoveAdjustment.as_view(), name="remove-adjustment"),
    path("allowance/<int:pk>/hold/", allowance_rates.SetHold.as_view(), name="set-hold"),
    path("allowance/<int:pk>/hold/county/", allowance_rates.SetHoldByCounty.as_view(), name="set-hold-by-county"),
    path("allowance/holds/<int:pk>/end/", allowance_rates.EndHold.as_view(), name="end-hold"),
    path("allowance/holds/<int:pk>/end/county/", allowance_rates.EndHoldByCounty.as_view(), name="end-hold-by-county"),
    path("allowance/rates/", allowance_rates.RateList.as_view(), name="rate-list"),
    path("allowance/rates/add/", allowance_rates.AddRate.as_view(), name="add-rate"),
    path("allowance/rates/<int:pk>/end/", allowance_rates.EndRate.as_view(), name="end-rate"),
    path("allowance/rates/<int:pk>/file/", allowance_rates.RateFile.as_view(), name="rate-file"),
]

EXAMS = [
    path("exams/", exams.ExamList.as_view(), name="exam-list"),
    path("exams/stations/<int:pk>/sign-up/", exams.SignUp.as_view(), name="sign-up"),
    path("exams/<int:pk>/results/", exams.RecordResults.as_view(), name="record-results"),
    path("exams/<int:pk>/certificate/", exams.Certify.as_view(), name="certify"),
    path("exams/<int:pk>/withdraw/", exams.WithdrawEntry.as_view(), name="withdraw-entry"),
]

STATISTICS = [
    path("talent/", talent.TalentPage.as_view(), name="talent-page"),
    path("talent/plot.json", talent.TalentPlot.as_view(), name="talent-plot"),
    path("talent/export.xlsx", talent.TalentExport.as_view(), name="talent-export"),
    path("pay-scale/", talent.PayScalePage.as_view(), name="pay-scale-page"),
    path("pay-scale/plot.json", talent.PayScalePlot.as_view(), name="pay-scale-plot"),
    path("pay-scale/add/", talent.AddPayScale.as_view(), name="add-pay-scale"),
    path("pay-scale/<int:pk>/remove/", talent.RemovePayScale.as_view(), name="remove-pay-scale"),
]

urlpatterns = [*ALLOWANCE, *EXAMS, *STATISTICS]
