"""G-02, G-03, G-07 on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from liangzhan.activities.choices.groups import MemberState, SignWay
from liangzhan.activities.models import GroupMember
from liangzhan.activities.services.group_members import ConsentGiven
from liangzhan.people.choices import ConsentWay, LegalBasis
from liangzhan.people.rules.identity import PersonFacts, problems_of, tidy
from liangzhan.stations.forms.fields import DayField, LongText, ScanField, chips
from liangzhan.toolkit.periods import today

RESULTS = [(one.value, word) for one, word in (
    (MemberState.ACCEPTED, "录取"), (MemberState.WAITING, "候补"), (MemberState.DECLINED, "不录取"),
)]  # fmt: skip
WAYS = [(one.value, one.label) for one in ConsentWay if one != ConsentWay.ONLINE]
RULES = "准时到场，有事先请假。\n一个人说话时其他人听完。\n不评判别人，也可以不说。\n手机静音，未经同意不拍照、不录音。"
PROMISE = "组员和带组人不把别人在组里说的话、姓名和情况告诉组外的人。\n有生命危险、未成年人受侵害或法律要求时除外：带组人会先尽量告诉本人。"


class SignatureField(ScanField):
    """A finger on the screen, or a photo of the signed paper."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "签名或签字照片", "required": False, **kwargs})
        self.widget.attrs["data-signature"] = "1"


class NewcomerForm(forms.Form):
    """Somebody new: a name or an alias is enough."""

    name = forms.CharField(label="姓名", max_length=60, required=False)
    alias = forms.CharField(label="称呼", max_length=60, required=False, help_text="不知道姓名时填，例如“三楼李奶奶”。")
    born_on = DayField(label="出生日期", required=False, help_text="未成年人请填，同意由监护人签。")
    mobile = forms.CharField(label="手机号码", max_length=20, required=False)

    def facts(self) -> PersonFacts:
        """What was typed, for the service."""
        given = {name: self.cleaned_data.get(name) or "" for name in ("name", "alias", "mobile")}
        born = self.cleaned_data.get("born_on")
        return PersonFacts(**given, born_on=born, legal_basis=LegalBasis.CONSENT)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            for name, sentence in problems_of(tidy(self.facts()), today=today()).items():
                self.add_error(name if name in self.fields else None, sentence)
        return given


class ScreeningForm(forms.Form):
    """G-02: the result, and how the person (or the guardian) agreed. `agreed`: a consent stands already."""

    state = chips(RESULTS, label="筛选结果", initial=MemberState.ACCEPTED)
    reason = LongText(label="筛选意见", rows=2, max_length=500, required=False)
    way = chips([], label="参加同意", required=False)
    paper = SignatureField()
    signer = forms.CharField(label="签字监护人", max_length=60, required=False, help_text="未成年人由监护人签。")
    witness = forms.CharField(label="见证人", max_length=60, required=False, help_text="按手印的填写。")

    def __init__(self, *args: Any, agreed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = WAYS  # type: ignore[attr-defined]
        if agreed:
            for name in ("way", "paper", "signer", "witness"):
                del self.fields[name]

    def consent(self) -> ConsentGiven | None:
        """How the person agreed; None where nothing was chosen."""
        given = self.cleaned_data
        if given["state"] != MemberState.ACCEPTED or not given.get("way"):
            return None
        return ConsentGiven(given["way"], given.get("paper") or None, given.get("signer", ""), given.get("witness", ""))


class LeaveForm(forms.Form):
    on = DayField(label="退出日期", initial=today)
    reason = LongText(label="原因", rows=3, max_length=300)


class ContractForm(forms.Form):
    rules = LongText(label="小组规则", rows=6, max_length=4000, initial=RULES)
    promise = LongText(label="保密承诺", rows=5, max_length=2000, initial=PROMISE)
    agreed_on = DayField(label="约定日期", initial=today)


class SignForm(forms.Form):
    """G-03: one member signs."""

    way = chips(SignWay.choices, label="方式", initial=SignWay.SCREEN)
    paper = SignatureField()
    witness = forms.CharField(label="见证人", max_length=60, required=False, help_text="按手印或口头承诺的填写。")
    signed_on = DayField(label="签署日期", initial=today)


class TestForm(forms.Form):
    __test__ = False

    instrument = forms.CharField(label="量表或问卷", max_length=120)
    lowest = forms.IntegerField(label="最低分", initial=0, min_value=-1000, max_value=1000)
    highest = forms.IntegerField(label="最高分", initial=100, min_value=-1000, max_value=1000)
    direction = chips([("up", "分数越高越好"), ("down", "分数越低越好")], label="方向", initial="up")


class ScoresForm(forms.Form):
    """One line per member; `lines`: (member, name, score or None)."""

    def __init__(self, *args: Any, lines: Sequence[tuple[GroupMember, str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for member, name, score in lines:
            for field, word in (("before", "前测"), ("after", "后测")):
                self.fields[f"{field}-{member.pk}"] = forms.CharField(
                    label=f"{name}{word}",
                    max_length=10,
                    required=False,
                    initial=getattr(score, field) if score else "",
                    widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "form-control"}),
                )

    def table(self) -> list[tuple[str, Any, Any]]:
        """(name, field before, field after) for the template."""
        return [(name, self[f"before-{one.pk}"], self[f"after-{one.pk}"]) for one, name, _ in self.lines]

    def scores(self) -> dict[int, tuple[str, str]]:
        """{member id: (before, after)} as typed."""
        given = self.cleaned_data
        return {one.pk: (given[f"before-{one.pk}"], given[f"after-{one.pk}"]) for one, _, _ in self.lines}
