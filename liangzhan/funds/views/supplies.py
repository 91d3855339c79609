"""Supplies with batches and expiry."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.funds.forms import supplies as forms
from liangzhan.funds.models import Supply, SupplyBatch
from liangzhan.funds.queries.supplies import batches_of, moves_of_supply, with_stock
from liangzhan.funds.services import supplies
from liangzhan.funds.views.base import DetailHere, FormHere, Here, StationDetail, StationFormPage

SUPPLIES = Supply.objects.select_related("station__site__division")
BATCHES = SupplyBatch.objects.select_related("supply__station__site__division")


class SupplyList(StationDetail):
    """Supplies of a station with what is there."""

    action = Action.ASSET_VIEW
    template_name = "funds/supply_list.html"
    title = "物资"
    back = "supply-list"

    def get_context_data(self, **kwargs):
        rows = with_stock(self.row.supplies.all()).order_by("name", "id")[:300]
        return super().get_context_data(rows=rows, **kwargs)


class SupplyAdd(StationFormPage):
    action = Action.ASSET_MANAGE
    form_class = forms.SupplyForm
    title = "登记物资品名"
    button = "保存品名"
    success_message = "已登记。现在登记第一批入库。"
    back = "supply-list"

    def run(self, form):
        return supplies.save_supply(station=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        if hasattr(self, "result"):
            return reverse("funds:supply-in", kwargs={"pk": self.result.pk})
        return super().get_success_url()


class SupplyPage(DetailHere):
    action = Action.ASSET_VIEW
    queryset = SUPPLIES
    template_name = "funds/supply_page.html"
    back = "supply-page"

    def get_title(self):
        return self.row.name

    def get_context_data(self, **kwargs):
        batches = list(batches_of(self.row))
        stock = sum(one.balance for one in batches)
        return super().get_context_data(batches=batches, stock=stock, moves=moves_of_supply(self.row), **kwargs)


class OfSupply(FormHere):
    action = Action.ASSET_MANAGE
    queryset = SUPPLIES
    back = "supply-page"

    def get_subtitle(self):
        return f"{self.row.name} · {self.row.station.name}"


class SupplyEdit(OfSupply):
    form_class = forms.SupplyForm
    title = "修改物资品名"

    def get_initial(self):
        return {name: getattr(self.row, name) for name in forms.SupplyForm.base_fields}

    def run(self, form):
        return supplies.save_supply(station=self.row.station, supply=self.row, by=self.actor, **form.cleaned_data)


class SupplyIn(OfSupply):
    form_class = forms.SupplyInForm
    title = "物资入库"
    button = "登记入库"
    success_message = "已入库。"

    def run(self, form):
        return supplies.receive_supply(supply=self.row, by=self.actor, **form.cleaned_data)


class SupplyOut(OfSupply):
    form_class = forms.SupplyOutForm
    title = "物资领用"
    button = "登记领用"
    success_message = "已登记领用。"
    hint = "自动从最先到期的批次发出，过期的不发。"

    def run(self, form):
        return supplies.issue_supply(supply=self.row, by=self.actor, **form.cleaned_data)


class OfBatch(Here):
    queryset = BATCHES
    back = "supply-page"

    @property
    def station(self):
        return self.row.supply.station

    def back_args(self):
        return {"pk": self.row.supply_id}


class BatchWriteOff(OfBatch, FormHere):
    action = Action.ASSET_MANAGE
    form_class = forms.WriteOffForm
    title = "核销物资"
    button = "核销"
    success_message = "已核销。"

    def get_initial(self):
        return {"quantity": self.row.balance}

    def run(self, form):
        return supplies.write_off_supply(batch=self.row, by=self.actor, **form.cleaned_data)


class BatchTakeBack(OfBatch, FormHere):
    action = Action.ASSET_MANAGE
    form_class = forms.TakeBackForm
    title = "退回物资"
    button = "登记退回"
    success_message = "已退回入库。"

    def run(self, form):
        return supplies.take_back_supply(batch=self.row, by=self.actor, **form.cleaned_data)
