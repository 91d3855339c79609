"""Inviting, granting, ending, handing over."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.access.actor import Actor
from liangzhan.access.roles import ROLES, Role, Seat
from liangzhan.accounts.imports.places import Wanted, find_places
from liangzhan.accounts.models import User
from liangzhan.accounts.rules import grantable_roles
from liangzhan.toolkit.identity import phone_problem
from liangzhan.toolkit.periods import today

PLACE_HELP = "输入名称、拼音首字母或 12 位区划代码。站点岗位选站点所在的社区（村）；管理员岗位不选。"


class PostForm(forms.Form):
    """Role and place. `chosen` is the place found: {"division": …} or {"station": …}."""

    role = forms.ChoiceField(label="角色", widget=forms.RadioSelect)
    place = forms.CharField(
        label="地区",
        max_length=80,
        required=False,
        help_text=PLACE_HELP,
        widget=forms.TextInput(attrs={"data-division-picker": ""}),
    )
    station_name = forms.CharField(
        label="站点名称",
        max_length=80,
        required=False,
        help_text="同一社区（村）有几个同类站点时，填写其中一个的全名。",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.chosen: dict[str, Any] = {}
        self.fields["role"].choices = [(role.value, role.label) for role in grantable_roles(actor.grants)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role = cleaned.get("role")
        if role:
            self.find_place(Role(role), cleaned.get("place", ""), cleaned.get("station_name", ""))
        return cleaned

    def find_place(self, role: Role, place: str, station_name: str) -> None:
        seat = ROLES[role].seat
        if seat == Seat.WHOLE:
            return
        text = station_name if seat == Seat.STATION and station_name else place
        found = find_places([Wanted(role, text)], actor=self.actor, on=today())[0]
        if found.problem:
            self.add_error("station_name" if text == station_name and station_name else "place", found.problem)
        self.chosen = found.as_arguments()


class InviteForm(PostForm):
    """A new person with a post."""

    display_name = forms.CharField(label="显示名", max_length=40, help_text="同事怎么称呼，例如：王某（区民政局）。")
    username = forms.CharField(
        label="用户名", max_length=60, required=False, help_text="登录用。3 到 60 位字母、数字；不填由平台给一个。"
    )
    office_phone = forms.CharField(label="办公电话", max_length=20, required=False)
    field_order = ("display_name", "role", "place", "station_name", "office_phone", "username")

    def clean_office_phone(self) -> str:
        phone: str = self.cleaned_data["office_phone"].strip()
        if phone and (problem := phone_problem(phone)):
            raise forms.ValidationError(problem)
        return phone


class ReasonForm(forms.Form):
    """A deed that asks for a reason."""

    reason = forms.CharField(label="理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class EndGrantForm(ReasonForm):
    """The last day of a post."""

    on = forms.DateField(label="最后一天", widget=forms.DateInput(attrs={"type": "date"}))
    field_order = ("on", "reason")


class HandOverForm(forms.Form):
    """The next person, and the day he begins."""

    successor = forms.CharField(
        label="接任人的用户名", max_length=60, help_text="接任人要先有账户。没有账户的，请上级先邀请。"
    )
    on = forms.DateField(label="接任日期", widget=forms.DateInput(attrs={"type": "date"}))

    def clean_successor(self) -> User:
        found = User.objects.filter(username=self.cleaned_data["successor"].strip(), is_active=True).first()
        if found is None:
            raise forms.ValidationError("没有这个用户名，请核对，或请上级先邀请接任人。")
        return found


class BulkForm(forms.Form):
    """The workbook of a bulk invitation."""

    file = forms.FileField(label="邀请名单工作簿", help_text=".xlsx，一次最多 2000 人。")


class ActivationForm(forms.Form):
    """The code of the slip and a password of one's own."""

    code = forms.CharField(
        label="激活码",
        max_length=20,
        help_text="纸条上的 12 位字母和数字，大小写、横线都可以不管。",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "data-activation-code": "1"}
        ),
    )
    password = forms.CharField(
        label="设置密码",
        max_length=128,
        help_text="至少 8 位，并包含大写字母、小写字母、数字、符号中的三类。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    again = forms.CharField(
        label="再输一次密码",
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "两次输入的密码不一样，请重新输入。")
        return cleaned
