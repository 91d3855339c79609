"""C-07: sending, settling, answering; C-11."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.casework.choices import OpinionOn, ReferralItem, ReferralReason, ReferralState, WithoutConsent
from liangzhan.casework.forms.papers import AT_THE_STATION, signature_field
from liangzhan.casework.services.referrals import ReferralForm as Typed
from liangzhan.people.choices import ConsentWay
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, ScanField, chips
from liangzhan.toolkit.periods import today

S = ReferralState
NONE = "NONE"  # a chip of its own: what was tapped by mistake can be taken back


class ReferForm(forms.Form):
    """Where to, why, which items; and the consent, or the ground without one."""

    form_key = FormKey(required=False)
    reason = chips(ReferralReason.choices, label="转介原因")
    reason_note = LongText(label="原因说明", rows=2, max_length=1000, required=False)
    to_station = forms.ModelChoiceField(
        label="转到本平台的站点", queryset=None, required=False, empty_label="不是平台站点"
    )
    to_agency = forms.CharField(
        label="转到其他机构", max_length=100, required=False, help_text="例如医院、法律援助中心；转给平台站点的不填。"
    )
    contact = forms.CharField(label="对方联系人和电话", max_length=100, required=False)
    items = forms.MultipleChoiceField(
        label="提供的资料（逐项选择，没有选的不会提供）",
        choices=ReferralItem.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请逐项选择提供的资料。"},
    )
    letter = LongText(label="转介说明", rows=4, max_length=4000, help_text="写给对方：希望做什么、注意什么。")
    on = DayField(label="转介日期", initial=today)
    follow_up_on = DayField(label="跟进日期", help_text="到时提醒您问问对方办得怎样。")
    way = chips([(NONE, "没有取得同意"), *AT_THE_STATION], label="服务对象的单独同意", required=False)
    signature = signature_field()
    paper = ScanField(label="签字（手印）后的转介同意书照片", required=False)
    signer = forms.CharField(label="监护人姓名", max_length=60, required=False, help_text="监护人签字的填写。")
    witness = forms.CharField(label="见证人姓名", max_length=60, required=False, help_text="按手印的填写。")
    without_consent = chips(
        [(NONE, "不适用"), *WithoutConsent.choices],
        label="未经同意的依据",
        required=False,
        help_text="只有这两种情形可以不经本人同意。",
    )

    def __init__(self, *args: Any, stations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["to_station"]
        choice.queryset = stations

    def typed(self) -> Typed:
        """For the service: what a finger wrote counts as the picture when the way is the screen."""
        chosen = dict(self.cleaned_data)
        signature = chosen.pop("signature")
        chosen.pop("form_key")
        if chosen["way"] == ConsentWay.SCREEN:
            chosen["paper"] = signature or chosen["paper"]
        chosen["items"] = tuple(chosen["items"])
        chosen |= {name: "" for name in ("way", "without_consent") if chosen[name] == NONE}
        return Typed(**chosen)


class SettleForm(forms.Form):
    """The sender: what the agency said, how it ended, or when to ask again."""

    to = chips([(NONE, "还没有结果")], label="结果", initial=NONE)
    answer = LongText(
        label="对方的答复", rows=3, max_length=1000, required=False, help_text="未接收、退回、未成功的必填。"
    )
    follow_up_on = DayField(label="下次跟进日期", required=False)

    def __init__(self, *args: Any, results: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["to"]
        choice.choices = [(NONE, "还没有结果"), *((one, S(one).label) for one in results)]

    def clean_to(self) -> str:
        chosen: str = self.cleaned_data["to"]
        return "" if chosen == NONE else chosen


class AnswerForm(forms.Form):
    """The receiving station."""

    to = chips([], label="答复")
    answer = LongText(label="说明", rows=3, max_length=1000, required=False, help_text="不接收、退回的必填。")

    def __init__(self, *args: Any, results: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["to"]
        choice.choices = [(one, S(one).label) for one in results]


class OpinionForm(forms.Form):
    """C-11."""

    form_key = FormKey(required=False)
    about = chips(OpinionOn.choices, label="针对")
    agrees = forms.TypedChoiceField(
        label="是否同意",
        choices=[("yes", "同意"), ("no", "不同意，请修改"), ("advice", "只是建议")],
        coerce=lambda value: {"yes": True, "no": False}.get(value),
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    text = LongText(label="意见", rows=5, max_length=4000, help_text="写明看到的长处和建议，不要写服务对象的姓名。")


class AdvisedFilter(forms.Form):
    """Only what waits, or every running case of the area."""

    show = forms.ChoiceField(label="显示", choices=[("", "等待意见的"), ("all", "全部在办的")], required=False)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class IncomingFilter(forms.Form):
    """Waiting, or all."""

    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *S.choices], required=False)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
