"""The register of assets and what happens to each."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowMixin
from liangzhan.documents.views import stream
from liangzhan.funds.exports.labels import label_sheet
from liangzhan.funds.exports.register import register_workbook
from liangzhan.funds.forms import assets as forms
from liangzhan.funds.forms.fields import FenField
from liangzhan.funds.models import Asset
from liangzhan.funds.queries.assets import asset_by_uuid, labels_of, narrowed, open_count_for, open_loan, own_open_count
from liangzhan.funds.rules.money import is_legal_person
from liangzhan.funds.services import assets
from liangzhan.funds.services.assets import EDITABLE
from liangzhan.funds.views.base import PDF, XLSX, DetailHere, FormHere, ListHere, OfStation, StationFormPage, download
from liangzhan.toolkit.periods import today

LISTED = Asset.objects.select_related("station", "room")
ASSETS = Asset.objects.select_related("station__site__division", "room", "photo")
OWNERSHIP = "备案站点不是法人，是资产的使用和保管人；权属登记为居（村）委会或街道。"


class AssetList(ListHere):
    action = Action.ASSET_VIEW
    queryset = LISTED
    template_name = "funds/asset_list.html"
    title = "财物"
    subtitle = "固定资产登记、标签、盘点、物资"
    filter_form = forms.AssetFilter
    order = ("division_code", "station_id", "number", "id")

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)


class AssetExport(AssetList):
    """What is filtered, as a workbook."""

    def get(self, request, *args, **kwargs):
        _, rows = self.get_filtered()
        return download(register_workbook(rows.order_by(*self.order)), "固定资产登记.xlsx", XLSX)


class AssetAdd(StationFormPage):
    action = Action.ASSET_MANAGE
    form_class = forms.AssetForm
    title = "登记资产"
    button = "登记资产"
    hint = OWNERSHIP

    def get_initial(self):
        return {} if is_legal_person(self.row.legal_form) else {"owner": "COMMITTEE"}

    def run(self, form):
        return assets.register_asset(station=self.row, by=self.actor, **form.facts())

    def get_success_message(self):
        return f"已登记，编号 {self.result.label}。请打印标签贴在实物上。"

    def get_success_url(self):
        if hasattr(self, "result"):
            return reverse("funds:asset-page", kwargs={"pk": self.result.pk})
        return f"{reverse('funds:asset-list')}?station={self.row.pk}"


class LabelSheet(OfStation, RowMixin, Page):
    """A4 sheets of labels with QR codes; `?numbers=3-8,12` prints some."""

    action = Action.ASSET_VIEW

    def get(self, request, *args, **kwargs):
        found = labels_of(self.row, request.GET.get("numbers", ""))
        if not found:
            messages.error(request, "没有可以打印标签的资产，请先登记。")
            return HttpResponseRedirect(f"{reverse('funds:asset-list')}?station={self.row.pk}")
        address = request.build_absolute_uri("/")[:-1]
        return download(label_sheet(self.row, found, address=address), "资产标签.pdf", PDF)


class AssetPage(DetailHere):
    action = Action.ASSET_VIEW
    queryset = ASSETS
    template_name = "funds/asset_page.html"
    back = "asset-page"

    def get_title(self):
        return f"{self.row.label} {self.row.name}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            loan=open_loan(self.row),
            changes=self.row.changes.order_by("-id")[:50],
            disposals=self.row.disposals.order_by("-id"),
            **kwargs,
        )


class AssetLabel(Page):
    """What the QR code opens: during a count it counts, otherwise it shows the thing."""

    action = Action.ASSET_VIEW

    def get(self, request, *args, **kwargs):
        asset = asset_by_uuid(self.kwargs["uuid"])
        count = open_count_for(asset, self.actor) if asset else None
        if count is not None:
            address = reverse("funds:stocktake-scan", kwargs={"pk": count.pk, "uuid": asset.uuid})
            return HttpResponseRedirect(address)
        other = own_open_count(self.actor) if asset else None
        if other is not None:
            messages.error(request, f"这是{asset.station.name}的标签，不计入{other.station.name}的盘点。")
            return HttpResponseRedirect(reverse("funds:stocktake-page", kwargs={"pk": other.pk}))
        if asset is None or not self.actor.may_at(self.action, code=asset.division_code, station_id=asset.station_id):
            raise Http404("没有找到这个标签的资产，或者它不在您的范围内。")
        return HttpResponseRedirect(reverse("funds:asset-page", kwargs={"pk": asset.pk}))


class AssetPhoto(RowMixin, Page):
    action = Action.ASSET_VIEW
    queryset = ASSETS

    def get(self, request, *args, **kwargs):
        if self.row.photo is None:
            raise Http404("这件资产还没有照片。")
        return stream(self.row.photo)


class OfAsset(FormHere):
    action = Action.ASSET_MANAGE
    queryset = ASSETS
    back = "asset-page"

    def get_subtitle(self):
        return f"{self.row.label} {self.row.name} · {self.row.station.name}"


class AssetEdit(OfAsset):
    form_class = forms.AssetEditForm
    title = "更正登记"
    button = "保存更正"
    hint = OWNERSHIP

    def get_initial(self):
        held = {name: getattr(self.row, name) for name in EDITABLE}
        return {**held, "price_fen": FenField.shown(self.row.price_fen)}

    def run(self, form):
        return assets.edit_asset(asset=self.row, by=self.actor, **form.facts())


class AssetMove(OfAsset):
    form_class = forms.MoveForm
    title = "移动资产"
    button = "保存位置"

    def get_initial(self):
        return {"room": self.row.room_id, "spot": self.row.spot}

    def run(self, form):
        return assets.move_asset(asset=self.row, by=self.actor, **form.cleaned_data)


class AssetSplit(OfAsset):
    form_class = forms.SplitForm
    title = "拆分资产"
    button = "拆分"
    hint = "数量多于一件的资产，可以把其中几件拆出来单独编号，再借出、送修、登记遗失或申请处置。"

    def run(self, form):
        return assets.split_asset(asset=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("funds:asset-page", kwargs={"pk": getattr(self, "result", self.row).pk})

    def get_success_message(self):
        return f"已拆分，新编号 {self.result.label}。请为拆出的实物重新打印标签。"


class AssetState(OfAsset):
    form_class = forms.StateForm
    title = "停用、送修、遗失或找回"
    button = "保存状态"

    def run(self, form):
        return assets.set_asset_state(asset=self.row, by=self.actor, **form.cleaned_data)


class AssetLend(OfAsset):
    form_class = forms.LendForm
    title = "借出资产"
    button = "登记借出"
    success_message = "已登记借出，到期会提醒。"

    def get_initial(self):
        return {"lent_on": today()}

    def run(self, form):
        return assets.lend_asset(asset=self.row, by=self.actor, **form.cleaned_data)


class AssetReturn(OfAsset):
    form_class = forms.ReturnForm
    title = "归还资产"
    button = "登记归还"
    success_message = "已登记归还。"

    def run(self, form):
        return assets.return_asset(asset=self.row, by=self.actor, **form.cleaned_data)
