"""Writing down a resource, a use of it, and the filters of the list."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.ledger.choices import OPEN_SERVICES
from liangzhan.needs.choices import ResourceKind, Side, ValueBasis
from liangzhan.needs.forms.fields import Yuan, day_initial, station_field
from liangzhan.needs.queries.resource_list import ENDED, EXPIRED, STALE
from liangzhan.needs.rules.resources import ResourceFacts, UseFacts
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, ScanField, chips, with_any


class ValueFields(forms.Form):
    """Money with what it rests on."""

    value_basis = chips(ValueBasis.choices, label="估值依据", initial=ValueBasis.NONE.value)
    value_fen = Yuan(label="金额（元）")
    value_note = forms.CharField(
        label="凭据",
        max_length=200,
        required=False,
        help_text="物资写发票或捐赠凭证，服务写价目表或报价。政府购买资金和志愿者时间不计入链接资源。",
    )


class ResourceForm(ValueFields):
    """One entry of the ledger."""

    kind = chips(ResourceKind.choices, label="类型")
    name = forms.CharField(label="名称", max_length=80)
    owner = forms.CharField(label="由谁提供", max_length=80, help_text="写单位或称呼，例如“社区卫生服务中心”。")
    side = chips(Side.choices, label="社区内外", initial=Side.INSIDE.value)
    description = LongText(label="说明", rows=3, max_length=1000, required=False)
    capacity = forms.CharField(label="能提供多少", max_length=200, required=False)
    conditions = forms.CharField(label="使用条件", max_length=300, required=False)
    contact = forms.CharField(
        label="联系方式", max_length=120, required=False, help_text="加密保存，只给本站工作人员看。"
    )
    agreement = ScanField(label="协议", required=False)
    valid_to = DayField(label="有效期至", required=False)
    longitude = forms.DecimalField(
        label="经度", max_digits=9, decimal_places=6, min_value=73, max_value=136, required=False
    )
    latitude = forms.DecimalField(
        label="纬度", max_digits=8, decimal_places=6, min_value=3, max_value=54, required=False
    )
    form_key = FormKey()

    field_order = (
        *("kind", "name", "owner", "side", "description", "capacity", "conditions", "contact", "agreement", "valid_to"),
        *("value_basis", "value_fen", "value_note", "longitude", "latitude"),
    )

    def __init__(self, *args: Any, stations: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stations is not None:
            self.fields = {"station": station_field(stations), **self.fields}

    def facts(self) -> ResourceFacts:
        """As the service takes them."""
        given = {k: v for k, v in self.cleaned_data.items() if k not in ("station", "agreement", "form_key")}
        return ResourceFacts(**given)


class UseForm(ValueFields):
    """One use, within a minute."""

    on = DayField(label="使用日期", initial=day_initial)
    purpose = forms.CharField(label="用途", max_length=200)
    service_kind = forms.ChoiceField(label="用于哪类服务", choices=with_any(OPEN_SERVICES, "不区分"), required=False)
    heads = forms.IntegerField(label="受益人数", min_value=0, max_value=100_000, initial=0, required=False)
    need = forms.ModelChoiceField(queryset=None, label="回应的需求", required=False, empty_label="不对应需求")
    project = forms.ModelChoiceField(queryset=None, label="所属项目", required=False, empty_label="不属于项目")
    form_key = FormKey()
    field_order = (
        "on",
        "purpose",
        "service_kind",
        "heads",
        "value_basis",
        "value_fen",
        "value_note",
        "need",
        "project",
    )

    def __init__(self, *args: Any, needs: Any, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].queryset = needs
        self.fields["need"].label_from_instance = need_words
        self.fields["project"].queryset = projects

    def told(self) -> dict[str, Any]:
        """Arguments of the service."""
        given = {**self.cleaned_data, "heads": self.cleaned_data.get("heads") or 0}
        links = {name: given.pop(name) for name in ("need", "project", "form_key")}
        return {"facts": UseFacts(**given), **links}


def need_words(need: Any) -> str:
    """How a need is chosen from a list: its kind and number; never words about a resident."""
    words = "涉及个人" if need.is_named else need.description[:30]
    return f"{need.get_category_display()}：{words}（{need.number[-9:]}）"


class ReasonForm(forms.Form):
    reason = LongText(label="理由", rows=3, max_length=300)


class ResourceFilters(forms.Form):
    """Kept in the URL."""

    q = forms.CharField(label="名称", required=False, max_length=40)
    kind = forms.ChoiceField(label="类型", required=False, choices=with_any(ResourceKind.choices))
    side = forms.ChoiceField(label="社区内外", required=False, choices=with_any(Side.choices))
    show = forms.ChoiceField(
        label="显示",
        required=False,
        choices=with_any([(STALE, "很久没有确认"), (EXPIRED, "已过有效期"), (ENDED, "已停用")], "可用的"),
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
