"""Registering a volunteer, on the phone and at the desk; deeds on one volunteer; filters of the list."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.people.choices import IdKind, Sex
from liangzhan.people.choices_family import GuardianRelation
from liangzhan.people.rules.identity import PersonFacts, problems_of, tidy
from liangzhan.stations.forms.fields import AtStation, DayField, FormKey, ScanField, chips, with_any
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import (
    Area,
    ConfirmWay,
    Employment,
    NationalState,
    Skill,
    VolunteerSource,
    VolunteerState,
)
from liangzhan.volunteers.rules.register import VolunteerFacts, identity_problems, volunteer_problems

PARTS = (("AM", "上午"), ("PM", "下午"), ("EVE", "晚上"))
TIMES = [(f"{day}-{part}", f"周{'一二三四五六日'[day - 1]}{words}") for day in range(1, 8) for part, words in PARTS]
TIME_WORDS = dict(TIMES)
UNDER_18 = "未满十八周岁的填写；由监护人到站签字后才算登记完成。"


def several(choices: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    """Chips of which many may be chosen."""
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


class AboutForm(forms.Form):
    """What a volunteer offers; may be mended by himself."""

    skills = several(Skill.choices, label="专业技能")
    areas = several(Area.choices, label="愿意参加的服务")
    times = several(TIMES, label="可服务时间")
    employment = forms.ChoiceField(label="从业状况", required=False, choices=with_any(Employment.choices, "不填"))
    languages = forms.CharField(label="语言", max_length=80, required=False, help_text="例如“英语、手语”。")
    emergency_contact = forms.CharField(label="紧急联系人和电话", max_length=80, required=False)
    health = forms.CharField(
        label="健康情况说明", max_length=200, required=False, help_text="不填也可以；只用来安排合适的服务。"
    )

    def facts(self) -> VolunteerFacts:
        """As the service takes them."""
        given = self.cleaned_data
        names = [name for name in VolunteerFacts.__dataclass_fields__ if name in given]
        return VolunteerFacts(**{n: tuple(given[n]) if isinstance(given[n], list) else given[n] for n in names})


class IdentityForm(forms.Form):
    """Name, document and mobile (Order 67 §5), and the guardian of somebody under 18."""

    national_no = forms.CharField(label="全国志愿者编号", max_length=32, required=False)
    name = forms.CharField(label="姓名", max_length=60, help_text="与证件一致。")
    id_kind = chips(IdKind.choices, label="证件类型", initial=IdKind.RESIDENT)
    id_number = forms.CharField(label="证件号码", max_length=40)
    mobile = forms.CharField(label="手机号码", max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    sex = chips(Sex.choices, label="性别", initial=Sex.UNKNOWN, required=False, help_text="居民身份证不用选。")
    born_on = DayField(label="出生日期", required=False, help_text="居民身份证不用填。")
    guardian_name = forms.CharField(label="监护人姓名", max_length=60, required=False, help_text=UNDER_18)
    guardian_relation = forms.ChoiceField(
        label="监护人是本人的", required=False, choices=with_any(GuardianRelation.choices, "不填")
    )
    guardian_mobile = forms.CharField(label="监护人手机号码", max_length=20, required=False)

    def person_facts(self) -> PersonFacts:
        """Identity, for the service."""
        names = ("name", "id_kind", "id_number", "mobile", "sex", "born_on")
        return PersonFacts(**{name: self.cleaned_data.get(name) for name in names})

    def clean(self) -> dict[str, Any]:
        """Every problem at its field at once."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        told = tidy(self.person_facts())
        facts: VolunteerFacts = self.facts()  # type: ignore[attr-defined]
        found = {**identity_problems(told), **problems_of(told, today=today())}
        if told.id_kind == IdKind.PASSPORT and told.born_on is None:
            found["born_on"] = "护照上看不出年龄，请填写出生日期。"
        for field, sentence in {**found, **volunteer_problems(facts, told.born_on, today=today())}.items():
            self.add_error(field, sentence)
        return cleaned


class JoinForm(IdentityForm, AboutForm):
    """On the phone: at most nine fields must be filled in; the words of consent stand above the tick."""

    agreed = forms.BooleanField(label="我自愿登记，已阅读并同意上面的内容")
    website = forms.CharField(label="网址", required=False, max_length=200)  # a trap: hidden from people
    form_key = FormKey()


class DeskForm(AtStation, IdentityForm, AboutForm):
    """At the desk, or from a signed paper."""

    source = chips([(one.value, one.label) for one in (VolunteerSource.DESK, VolunteerSource.PAPER)], label="登记方式")
    form_key = FormKey()
    field_order = ["station", "source", "national_no"]


class CodeForm(forms.Form):
    """Six digits."""

    code = forms.CharField(
        label="验证码",
        min_length=6,
        max_length=6,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"min_length": "验证码是 6 位数字。", "max_length": "验证码是 6 位数字。"},
    )


class AgainForm(forms.Form):
    """Name and mobile of whoever has lost his way in."""

    name = forms.CharField(label="姓名", max_length=60)
    mobile = forms.CharField(label="登记的手机号码", max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}))


class ConfirmForm(forms.Form):
    """The person said yes, in the keeper's presence or on paper."""

    way = chips(
        [(one.value, one.label) for one in ConfirmWay if one != ConfirmWay.SMS],
        label="本人怎样确认",
        initial=ConfirmWay.SCREEN.value,
    )
    signature = forms.FileField(
        label="屏幕手写签名", required=False, widget=forms.FileInput(attrs={"data-signature": "1", "accept": "image/*"})
    )
    paper = ScanField(label="签字的登记表", required=False)
    signer = forms.CharField(
        label="签字的监护人", max_length=60, required=False, help_text="未满十八周岁的，由监护人签字。"
    )

    def told(self) -> dict[str, Any]:
        """Arguments of the service."""
        given = self.cleaned_data
        picture = given["signature"] if given["way"] == ConfirmWay.SCREEN else given["paper"]
        return {"way": given["way"], "paper": picture, "signer": given["signer"]}


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=200, help_text="本人看得到。")


class LeaveForm(forms.Form):
    """No reason is asked of whoever leaves."""

    deceased = forms.BooleanField(label="本人已去世", required=False)
    reason = forms.CharField(label="说明", max_length=200, required=False, help_text="不填也可以。")


class NationalForm(forms.Form):
    state = chips(NationalState.choices, label="全国系统登记")
    number = forms.CharField(label="全国志愿者编号", max_length=32, required=False)


class DeskCodeForm(forms.Form):
    document_seen = forms.BooleanField(
        label="我已核对本人证件，本人在场", error_messages={"required": "请先核对本人证件。"}
    )


class TransferForm(forms.Form):
    """Another station of the same county."""

    station = forms.ModelChoiceField(label="转到", queryset=None, empty_label="请选择站点")

    def __init__(self, *args: Any, stations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["station"].queryset = stations  # type: ignore[attr-defined]


class VolunteerFilters(forms.Form):
    """Kept in the URL: no names; a mobile never stands in an address, so one looks for it among persons."""

    state = forms.ChoiceField(label="状态", required=False, choices=with_any(VolunteerState.choices))
    national = forms.ChoiceField(label="全国系统", required=False, choices=with_any(NationalState.choices))
    text = forms.CharField(label="登记号或全国编号", required=False, max_length=40)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
