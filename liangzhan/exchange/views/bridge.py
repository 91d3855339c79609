"""The bridge: batches, the file, the receipt, what differs."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.documents.rules import XLSX
from liangzhan.exchange.exports.batches import batch_workbook, differences_workbook, receipt_workbook
from liangzhan.exchange.forms.bridge import BatchForm, ReceiptForm
from liangzhan.exchange.imports.receipts import answers_in
from liangzhan.exchange.queries.batches import batch_rows, differences_of
from liangzhan.exchange.services.batches import make_batch, note_file
from liangzhan.exchange.services.receipts import read_receipt
from liangzhan.needs.queries.places import places_for
from liangzhan.needs.views.parts import AtStations, ByUuid, as_file

SHOWN = 200


class BatchList(ScopedList):
    action = Action.EXCHANGE_VIEW
    order = ("-pk",)
    template_name = "exchange/batch_list.html"
    title = "全国系统报送"

    def get_rows(self):
        return batch_rows().within(self.scope, self.action)

    def get_context_data(self, **kwargs):
        manages = places_for(self.scope, Action.EXCHANGE_MANAGE).exists()
        return super().get_context_data(manages=manages, **kwargs)


class BatchAdd(AtStations, ScopedForm):
    action = Action.EXCHANGE_MANAGE
    form_class = BatchForm
    template_name = "exchange/bridge_form.html"
    title = "生成报送批次"
    button = "生成"
    success_message = "批次已生成。请下载报送文件，到全国志愿服务信息系统上传；有回执后在本页导入。"

    def run(self, form):
        return make_batch(**form.cleaned_data, by=self.actor)

    def get_success_url(self):
        return reverse("exchange:batch-page", kwargs={"uuid": self.result.uuid})


class OfBatch(ByUuid):
    manage_action = Action.EXCHANGE_MANAGE

    def get_rows(self):
        return batch_rows()

    def get_success_url(self):
        return reverse("exchange:batch-page", kwargs={"uuid": self.row.uuid})


class BatchPage(OfBatch, ScopedDetail):
    action = Action.EXCHANGE_VIEW
    template_name = "exchange/batch_page.html"

    def get_title(self):
        return f"批次 {self.row.number}"

    def get_context_data(self, **kwargs):
        found = list(differences_of(self.row)[: SHOWN + 1])
        told = {"differences": found[:SHOWN], "more": len(found) > SHOWN}
        return super().get_context_data(receipts=self.row.receipts.order_by("-id"), **told, **kwargs)


class BatchFile(OfBatch, ScopedDetail):
    """The file with names and numbers: for whoever manages the exchange of the station; taking it is recorded."""

    action = Action.EXCHANGE_MANAGE

    def get(self, request, *args, **kwargs):
        note_file(batch=self.row, by=self.actor)
        return as_file(batch_workbook(self.row), XLSX, f"报送{self.row.number}.xlsx")


class BatchBlank(OfBatch, ScopedDetail):
    """The blank receipt, or what differs: line numbers without names."""

    action = Action.EXCHANGE_VIEW
    books = {"RECEIPT": (receipt_workbook, "空白回执"), "DIFFERENCES": (differences_workbook, "差异")}

    @cached_property
    def book(self):
        if (found := self.books.get(self.kwargs["what"])) is None:
            raise Http404("没有这份表格。")
        return found

    def get(self, request, *args, **kwargs):
        make, name = self.book
        return as_file(make(self.row), XLSX, f"{name}{self.row.number}.xlsx")


class ReceiptAdd(OfBatch, RowForm):
    action = Action.EXCHANGE_MANAGE
    form_class = ReceiptForm
    template_name = "exchange/bridge_form.html"
    title = "导入回执"
    button = "导入"
    success_message = "回执已导入。退回的请按原因更正，再生成新的批次。"

    def run(self, form):
        answers, digest = answers_in(form.cleaned_data["workbook"])
        return read_receipt(batch=self.row, answers=answers, file_hash=digest, by=self.actor)
