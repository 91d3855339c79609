"""Stocktake by phone."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowMixin
from liangzhan.funds.exports.papers import stocktake_pdf
from liangzhan.funds.forms import assets as asset_forms
from liangzhan.funds.forms import stocktakes as forms
from liangzhan.funds.models import Stocktake
from liangzhan.funds.queries.assets import asset_by_label
from liangzhan.funds.queries.stocktakes import TONES, count_state, count_words
from liangzhan.funds.services import stocktakes
from liangzhan.funds.views.base import PDF, FormHere, StationFormPage, download
from liangzhan.toolkit.errors import RuleBroken

STOCKTAKES = Stocktake.objects.select_related("station__site__division", "room")


class StocktakeList(StationFormPage):
    """Counts of a station, and the button that opens one."""

    action = Action.ASSET_VIEW
    form_class = forms.OpenForm
    template_name = "funds/stocktake_list.html"
    title = "盘点"
    button = "开始盘点"
    back = "stocktake-list"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs):
        rows = self.row.stocktakes.order_by("-id")[:50]
        return super().get_context_data(
            rows=rows, open_row=next((r for r in rows if r.state == "OPEN"), None), **kwargs
        )


class StocktakeOpen(StationFormPage):
    action = Action.ASSET_MANAGE
    form_class = forms.OpenForm
    title = "开始盘点"
    button = "开始盘点"
    hint = "可以随时离开，回来接着盘。"
    back = "stocktake-list"
    success_message = "盘点开始。扫标签，或输入编号。"

    def run(self, form):
        return stocktakes.open_stocktake(station=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        if hasattr(self, "result"):
            return reverse("funds:stocktake-page", kwargs={"pk": self.result.pk})
        return super().get_success_url()


class OfStocktake(FormHere):
    action = Action.ASSET_MANAGE
    queryset = STOCKTAKES
    back = "stocktake-page"


class StocktakePage(OfStocktake):
    """How far it is; who may manage counts here: type a number or send what a scanner read."""

    action = Action.ASSET_VIEW
    form_class = forms.CountForm
    template_name = "funds/stocktake_page.html"
    button = "计数"
    http_method_names = ["get", "head", "options"]

    def get_title(self):
        return f"{self.row.place}盘点"

    def get_initial(self):
        return {"room": self.row.room_id or self.request.session.get("stocktake_room")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(count=count_state(self.row), tones=TONES, **kwargs)


class StocktakeCount(OfStocktake):
    """POST of the page above; a refusal comes back with what was typed."""

    form_class = forms.CountForm
    template_name = "funds/stocktake_page.html"
    button = "计数"

    def get_title(self):
        return f"{self.row.place}盘点"

    def run(self, form):
        asset = asset_by_label(self.row.station, form.cleaned_data["number"])
        if asset is None:
            raise RuleBroken("没有这个编号的资产，请核对标签；没有标签的物品请用“登记无标签物品”。", field="number")
        return count(self, asset, form)

    def get_success_message(self):
        return count_words(self.result)

    def get_context_data(self, **kwargs):
        return super().get_context_data(count=count_state(self.row), tones=TONES, **kwargs)


def count(view, asset, form):
    """Count one thing and remember the room one stands in."""
    room = form.cleaned_data["room"]
    view.request.session["stocktake_room"] = room.pk if room else None
    found = form.cleaned_data["found"]
    return stocktakes.count_asset(stocktake=view.row, asset=asset, room=room, found=found, by=view.actor)


def own_asset(stocktake, uuid):
    """The thing behind a label of this very station, else 404."""
    found = asset_by_label(stocktake.station, str(uuid))
    if found is None or found.station_id != stocktake.station_id:
        raise Http404("这个标签不是本站的资产。")
    return found


class StocktakeScan(OfStocktake):
    """What a scanned label opens during a count: one tap."""

    form_class = forms.ScannedForm
    template_name = "funds/stocktake_scan.html"
    button = "计入盘点"

    @cached_property
    def asset(self):
        return own_asset(self.row, self.kwargs["uuid"])

    def get_initial(self):
        return {"room": self.row.room_id or self.request.session.get("stocktake_room")}

    def get_title(self):
        return f"{self.asset.label} {self.asset.name}"

    def run(self, form):
        return count(self, self.asset, form)

    def get_success_message(self):
        return count_words(self.result)

    def get_context_data(self, **kwargs):
        return super().get_context_data(asset=self.asset, **kwargs)


class StocktakeExtra(OfStocktake):
    form_class = forms.ExtraForm
    title = "登记无标签物品"
    button = "记入盘点表"
    success_message = "已记入。盘点结束后请核实来源，再登记为资产。"

    def run(self, form):
        name, quantity = form.cleaned_data["extra_name"], form.cleaned_data["found"]
        return stocktakes.count_unlabelled(stocktake=self.row, name=name, quantity=quantity, by=self.actor)


class StocktakeSettle(OfStocktake):
    form_class = forms.SettleForm
    template_name = "funds/stocktake_settle.html"
    title = "结算盘点"
    button = "结算并签字"
    success_message = "已结算，登记已按实物更新。请第二人签字。"

    def run(self, form):
        return stocktakes.settle_stocktake(stocktake=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(count=count_state(self.row), tones=TONES, **kwargs)


class StocktakeSign(OfStocktake):
    action = Action.ASSET_WITNESS
    form_class = forms.SignForm
    title = "盘点签字"
    button = "签字"
    success_message = "已签字，盘点完成。"
    hint = "第二签字人可以是本站其他人员、两委、乡镇（街道）或督导。"

    def run(self, form):
        return stocktakes.sign_stocktake(stocktake=self.row, by=self.actor, **form.cleaned_data)


class StocktakeCancel(OfStocktake):
    form_class = asset_forms.ReasonForm
    title = "取消盘点"
    button = "取消盘点"
    success_message = "已取消，登记没有改动。"

    def run(self, form):
        return stocktakes.cancel_stocktake(stocktake=self.row, by=self.actor, **form.cleaned_data)


class StocktakePaper(RowMixin, Page):
    """The result, with places to sign."""

    action = Action.ASSET_VIEW
    queryset = STOCKTAKES

    def get(self, request, *args, **kwargs):
        return download(stocktake_pdf(self.row), "资产盘点表.pdf", PDF)
