"""The books of a station: month ledger, income, closing, budget, statement, vouchers."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowMixin, ScopedList
from liangzhan.documents.views import stream
from liangzhan.funds.choices import FundSource
from liangzhan.funds.exports.books import books_workbook, statement_workbook
from liangzhan.funds.exports.papers import statement_pdf, voucher_pdf
from liangzhan.funds.forms import money as forms
from liangzhan.funds.forms.assets import ReasonForm
from liangzhan.funds.models import Book, Entry
from liangzhan.funds.queries import books as queries
from liangzhan.funds.queries.claims import book_facts, waiting_at
from liangzhan.funds.queries.seats import stations_for
from liangzhan.funds.rules.money import period_of, period_words
from liangzhan.funds.services import books
from liangzhan.funds.services.budget import set_budget
from liangzhan.funds.views.base import (
    PDF,
    XLSX,
    DeedHere,
    DetailHere,
    FormHere,
    OfStation,
    StationDetail,
    StationFormPage,
    download,
)
from liangzhan.funds.views.words import auxiliary_words, whole_number
from liangzhan.toolkit.periods import today

BOOKS = Book.objects.select_related("station")
ENTRIES = Entry.objects.select_related(
    "station__site__division", "station__book", "claim", "donation", "reverses", "scan", "disposal__asset"
)


class BookList(ScopedList):
    """Stations with their books; one that is alone opens at once."""

    action = Action.FUND_VIEW
    queryset = BOOKS
    template_name = "funds/book_list.html"
    title = "经费台账"
    order = ("division_code", "id")

    def get(self, request, *args, **kwargs):
        found = list(stations_for(self.scope, self.action)[:2])
        if len(found) == 1:
            return HttpResponseRedirect(reverse("funds:book-page", kwargs={"pk": found[0].pk}))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        own = stations_for(self.scope, Action.FUND_RECORD).filter(book__isnull=True)[:20]
        return super().get_context_data(unopened=own, words=period_words, **kwargs)


class BookPage(StationDetail):
    """The ledger of one month with running balances."""

    action = Action.FUND_VIEW
    template_name = "funds/book_page.html"
    title = "经费台账"
    back = "book-page"

    def get_context_data(self, **kwargs):
        book = queries.book_of(self.row)
        period = whole_number(self.request.GET.get("period"), period_of(today()))
        source = self.request.GET.get("source", "") if self.request.GET.get("source") in FundSource.values else ""
        return super().get_context_data(
            book=book,
            ledger=queries.month_ledger(self.row, period, source=source),
            source=source,
            sources=FundSource.choices,
            months=[(one, period_words(one)) for one in queries.periods_of(self.row)],
            due=queries.period_to_close(self.row, book) if book else None,
            waiting=waiting_at(self.row),
            aux=auxiliary_words(self.row, book),
            words=period_words,
            **book_facts(self.row, book),
            **kwargs,
        )


class OfBook(StationFormPage):
    action = Action.FUND_RECORD
    back = "book-page"


class BookOpen(OfBook):
    form_class = forms.BookForm
    title = "建立经费台账"
    button = "建账"
    success_message = "台账已建立。请先核定预算，再登记收入。"

    def run(self, form):
        return books.open_book(station=self.row, by=self.actor, **form.cleaned_data)


class BookCustody(BookOpen):
    """Who keeps the money, said anew."""

    title = "资金保管"
    button = "保存"
    success_message = "已保存。以后的台账和凭证按新的保管单位打印。"

    def get_initial(self):
        book = queries.book_of(self.row)
        return {"custodian": book.custodian, "custodian_name": book.custodian_name} if book else {}


class IncomeAdd(OfBook):
    form_class = forms.IncomeForm
    title = "登记收入"
    button = "登记收入"

    def get_initial(self):
        disposal = whole_number(self.request.GET.get("disposal"), 0)
        return {"disposal": disposal, "source": "F9", "summary": "资产处置收入"} if disposal else {}

    def run(self, form):
        return books.book_income(station=self.row, by=self.actor, **form.facts())

    def get_success_message(self):
        return f"已记账，凭证号 {self.result.voucher}。"


class MonthClose(OfStation, DeedHere):
    """Close the month named in the address."""

    action = Action.FUND_RECORD
    back = "book-page"

    def run(self):
        return books.close_month(station=self.row, period=self.kwargs["period"], by=self.actor)

    @property
    def success_message(self):
        return f"{period_words(self.kwargs['period'])}已结账，不再记账；迟到的单据记入下月。"


class BookExport(OfStation, RowMixin, Page):
    action = Action.FUND_VIEW

    def get(self, request, *args, **kwargs):
        year = whole_number(request.GET.get("year"), today().year)
        aux = auxiliary_words(self.row, queries.book_of(self.row))
        return download(books_workbook(self.row, year, aux), f"{self.row.name}{year}年台账.xlsx", XLSX)


class Budget(StationDetail):
    action = Action.FUND_VIEW
    template_name = "funds/budget.html"
    title = "预算"
    back = "budget"

    def get_context_data(self, **kwargs):
        year = whole_number(self.request.GET.get("year"), today().year)
        aux = auxiliary_words(self.row, queries.book_of(self.row))
        return super().get_context_data(year=year, aux=aux, rows=queries.budget_table(self.row, year), **kwargs)


class BudgetSet(StationFormPage):
    action = Action.BUDGET_MANAGE
    form_class = forms.BudgetForm
    title = "核定或调整预算"
    button = "保存预算"
    success_message = "预算已保存。"
    back = "budget"

    def get_initial(self):
        given = {name: self.request.GET.get(name, "") for name in ("source", "account")}
        return {"year": whole_number(self.request.GET.get("year"), today().year), **given}

    def run(self, form):
        return set_budget(station=self.row, by=self.actor, **form.facts())


class Statement(StationDetail):
    """The year: by source, by account, budget beside use."""

    action = Action.FUND_VIEW
    template_name = "funds/statement.html"
    title = "年度收支表"
    back = "book-page"

    def get_context_data(self, **kwargs):
        year = whole_number(self.request.GET.get("year"), today().year)
        return super().get_context_data(
            year=year,
            statement=queries.yearly_statement(self.row, year),
            budget=queries.budget_table(self.row, year),
            aux=auxiliary_words(self.row, queries.book_of(self.row)),
            words=period_words,
            **kwargs,
        )


class StatementPdf(OfStation, RowMixin, Page):
    action = Action.FUND_VIEW

    def get(self, request, *args, **kwargs):
        year = whole_number(request.GET.get("year"), today().year)
        aux = auxiliary_words(self.row, queries.book_of(self.row))
        return download(statement_pdf(self.row, year, aux), f"{self.row.name}{year}年收支表.pdf", PDF)


class StatementExport(OfStation, RowMixin, Page):
    action = Action.FUND_VIEW

    def get(self, request, *args, **kwargs):
        year = whole_number(request.GET.get("year"), today().year)
        aux = auxiliary_words(self.row, queries.book_of(self.row))
        return download(statement_workbook(self.row, year, aux), f"{self.row.name}{year}年收支表.xlsx", XLSX)


class EntryPage(DetailHere):
    """One voucher."""

    action = Action.FUND_VIEW
    queryset = ENTRIES
    template_name = "funds/entry_page.html"
    back = "entry-page"

    def get_title(self):
        return f"凭证 {self.row.voucher}"

    def get_context_data(self, **kwargs):
        aux = auxiliary_words(self.row.station, getattr(self.row.station, "book", None))
        red, claim = (getattr(self.row, name, None) for name in ("reversed_by_entry", "claim"))
        return super().get_context_data(aux=aux, red=red, claim=claim, scans=queries.scans_of(self.row), **kwargs)


class VoucherPaper(RowMixin, Page):
    action = Action.FUND_VIEW
    queryset = ENTRIES

    def get(self, request, *args, **kwargs):
        aux = auxiliary_words(self.row.station, getattr(self.row.station, "book", None))
        return download(voucher_pdf(self.row, aux), f"凭证{self.row.voucher}.pdf", PDF)


class EntryScan(RowMixin, Page):
    action = Action.FUND_VIEW
    queryset = ENTRIES.filter(scan__isnull=False)

    def get(self, request, *args, **kwargs):
        return stream(self.row.scan)


class EntryReverse(FormHere):
    action = Action.CASHIER
    queryset = ENTRIES
    form_class = ReasonForm
    title = "冲正凭证"
    button = "冲正"
    hint = "原凭证保留，另记一张红字凭证，今天入账。由报账形成的凭证冲正后，发票可以重新报账。"
    back = "entry-page"

    def run(self, form):
        return books.reverse_entry(entry=self.row, by=self.actor, **form.cleaned_data)

    def get_success_message(self):
        return f"已冲正，红字凭证 {self.result.voucher}。"
