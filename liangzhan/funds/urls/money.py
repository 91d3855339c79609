"""Books, budget, claims, donations, aggregates."""

from django.urls import path

from liangzhan.funds.views import books, claims, donations, figures

MONEY = [
    path("books/", books.BookList.as_view(), name="book-list"),
    path("stations/<int:pk>/book/", books.BookPage.as_view(), name="book-page"),
    path("stations/<int:pk>/book/open/", books.BookOpen.as_view(), name="book-open"),
    path("stations/<int:pk>/book/custody/", books.BookCustody.as_view(), name="book-custody"),
    path("stations/<int:pk>/book/income/", books.IncomeAdd.as_view(), name="income-add"),
    path("stations/<int:pk>/book/close/<int:period>/", books.MonthClose.as_view(), name="month-close"),
    path("stations/<int:pk>/book.xlsx", books.BookExport.as_view(), name="book-export"),
    path("stations/<int:pk>/budget/", books.Budget.as_view(), name="budget"),
    path("stations/<int:pk>/budget/set/", books.BudgetSet.as_view(), name="budget-set"),
    path("stations/<int:pk>/statement/", books.Statement.as_view(), name="statement"),
    path("stations/<int:pk>/statement.pdf", books.StatementPdf.as_view(), name="statement-pdf"),
    path("stations/<int:pk>/statement.xlsx", books.StatementExport.as_view(), name="statement-export"),
    path("entries/<int:pk>/", books.EntryPage.as_view(), name="entry-page"),
    path("entries/<int:pk>/voucher.pdf", books.VoucherPaper.as_view(), name="voucher-paper"),
    path("entries/<int:pk>/scan/", books.EntryScan.as_view(), name="entry-scan"),
    path("entries/<int:pk>/reverse/", books.EntryReverse.as_view(), name="entry-reverse"),
    path("claims/", claims.ClaimList.as_view(), name="claim-list"),
    path("stations/<int:pk>/claims/add/", claims.ClaimAdd.as_view(), name="claim-add"),
    path("claims/<int:pk>/", claims.ClaimPage.as_view(), name="claim-page"),
    path("claims/<int:pk>/edit/", claims.ClaimEdit.as_view(), name="claim-edit"),
    path("claims/<int:pk>/approve/", claims.ClaimApprove.as_view(), name="claim-approve"),
    path("claims/<int:pk>/return/", claims.ClaimReturn.as_view(), name="claim-return"),
    path("claims/<int:pk>/withdraw/", claims.ClaimWithdraw.as_view(), name="claim-withdraw"),
    path("claims/<int:pk>/pay/", claims.ClaimPay.as_view(), name="claim-pay"),
    path("claims/<int:pk>/scans/<uuid:uuid>/", claims.ClaimScanFile.as_view(), name="claim-scan-file"),
    path("donations/", donations.DonationList.as_view(), name="donation-list"),
    path("stations/<int:pk>/donations/add/", donations.DonationAdd.as_view(), name="donation-add"),
    path("stations/<int:pk>/donations.pdf", donations.DonationsPaper.as_view(), name="donations-paper"),
    path("donations/<int:pk>/", donations.DonationPage.as_view(), name="donation-page"),
    path("donations/<int:pk>/file/", donations.DonationFile.as_view(), name="donation-file"),
    path("donations/<int:pk>/use/", donations.DonationUse.as_view(), name="donation-use"),
    path("donations/<int:pk>/purpose/", donations.DonationPurpose.as_view(), name="donation-purpose"),
    path("donations/<int:pk>/publish/", donations.DonationPublish.as_view(), name="donation-publish"),
    path("donations/<int:pk>/report/", donations.DonationReport.as_view(), name="donation-report"),
    path("donations/<int:pk>/void/", donations.DonationVoid.as_view(), name="donation-void"),
    path("figures/", figures.Figures.as_view(), name="figures"),
]
