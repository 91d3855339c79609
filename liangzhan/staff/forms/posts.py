"""Posts: who, what, from when. One column, few required fields."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.people.choices import IdKind
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.staff.choices.posts import Employment, Identity, PostRole
from liangzhan.staff.rules.workers import WorkerFacts
from liangzhan.stations.choices import StationKind
from liangzhan.stations.forms.fields import DayField, LongText, chips
from liangzhan.toolkit.periods import today

MINORS = "勾选前要有一年内的从业查询结果，没有的不能保存（《未成年人保护法》第六十二条）。"
USUAL = {StationKind.SW: PostRole.SOCIAL_WORKER, StationKind.VS: PostRole.VS_KEEPER}
PERSON = ("name", "id_kind", "id_number", "mobile")
ABOUT = ("identity", "employer", "office_phone", "contract_starts_on", "contract_ends_on")


class PostFields(forms.Form):
    """What every form of a new post asks."""

    role = chips(PostRole.choices, label="岗位")
    employment = chips(Employment.choices, label="专兼职")
    fte = forms.DecimalField(
        label="工作量",
        required=False,
        max_digits=3,
        decimal_places=2,
        help_text="占一周工作的份额，不填时专职按 1、兼职按 0.5；同一人各岗位合计不超过 1。",
    )
    starts_on = DayField(label="上岗日期", initial=today, help_text="可以登记以后的日期。")
    ends_on = DayField(label="离岗日期", required=False, help_text="未定的不填。")
    serves_minors = forms.BooleanField(label="密切接触未成年人", required=False, help_text=MINORS)

    def post(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PostFields.base_fields}


class AboutFields(forms.Form):
    """What the office knows of a worker."""

    identity = chips(Identity.choices, label="身份", initial=Identity.COMMUNITY_WORKER)
    employer = forms.CharField(label="用人单位", max_length=80, required=False, help_text="由社工机构派驻的必填。")
    office_phone = forms.CharField(
        label="办公电话", max_length=20, required=False, help_text="办公电话，不填个人手机号。"
    )
    contract_starts_on = DayField(label="合同起期", required=False)
    contract_ends_on = DayField(label="合同止期", required=False)

    def about(self) -> WorkerFacts:
        return WorkerFacts(**{name: self.cleaned_data[name] for name in ABOUT})


class NewWorkerForm(PostFields, AboutFields):
    """A new colleague, or one who is known by the number: the platform finds the person by itself."""

    name = forms.CharField(label="姓名", max_length=40)
    id_kind = forms.ChoiceField(label="证件类型", choices=IdKind.choices, initial=IdKind.RESIDENT)
    id_number = forms.CharField(
        label="证件号码",
        max_length=30,
        required=False,
        help_text="加密保存。填写后，同一个人不会重复登记；在其他站点任职的也能对上。",
    )
    mobile = forms.CharField(label="手机号码", max_length=20, required=False, help_text="加密保存。")
    field_order = [*PERSON, *PostFields.base_fields, *ABOUT]

    def person(self) -> PersonFacts:
        return PersonFacts(**{name: self.cleaned_data[name] for name in PERSON}, legal_basis="CONTRACT")


class WorkerPostForm(PostFields):
    """One more post of a worker, at a station of the same site."""

    station = forms.ModelChoiceField(label="站点", queryset=None, empty_label=None, widget=forms.RadioSelect)
    field_order = ["station", *PostFields.base_fields]

    def __init__(self, *args: Any, stations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["station"].queryset = stations


class PostChangeForm(forms.Form):
    on = DayField(label="从哪天起", initial=today, help_text="此前的情况照旧保留；填上岗当天则整段更正。")
    employment = chips(Employment.choices, label="专兼职")
    fte = forms.DecimalField(label="工作量", required=False, max_digits=3, decimal_places=2)
    serves_minors = forms.BooleanField(label="密切接触未成年人", required=False, help_text=MINORS)


class PostCorrectForm(forms.Form):
    role = chips(PostRole.choices, label="岗位")
    starts_on = DayField(label="上岗日期")
    reason = forms.CharField(label="更正原因", max_length=100)


class PostEndForm(forms.Form):
    ends_on = DayField(label="最后在岗日", initial=today, help_text="可以登记以后的日期。")
    reason = forms.CharField(label="离岗原因", max_length=120, help_text="例如：合同到期、调往其他单位、退休。")


class PostCancelForm(forms.Form):
    reason = LongText(label="取消原因", rows=2, max_length=100)


class AccountForm(forms.Form):
    user = forms.ModelChoiceField(label="账户", queryset=None, empty_label=None, widget=forms.RadioSelect)

    def __init__(self, *args: Any, users: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users
