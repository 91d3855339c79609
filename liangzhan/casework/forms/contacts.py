"""C-05 on a phone: seven things must be there, all of them with a sensible beginning; the rest folds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from liangzhan.casework.choices import ContactGround, ContactMode
from liangzhan.casework.rules.contacts import COUNSEL_NOTE, ContactFacts, kinds_offered
from liangzhan.ledger.choices import ServiceKind
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, chips
from liangzhan.toolkit.periods import today

TEXTS = ("service_note", "place", "present", "purpose", "content", "reaction", "reflection", "risk_change", "next_step")


class TimeField(forms.TimeField):
    """Hour and minute with the phone's own wheel."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        kwargs.setdefault("error_messages", {"invalid": "请按 09:30 这样填写时间。", "required": "请填写时间。"})
        super().__init__(**kwargs)


class ContactForm(forms.Form):
    """C-05. `withdrawn` shows the two grounds on which there may still be a contact."""

    form_key = FormKey(required=False)
    on = DayField(label="日期", initial=today)
    starts = TimeField(label="开始")
    ends = TimeField(label="结束")
    mode = chips(ContactMode.choices, label="方式", initial=ContactMode.HOME_VISIT)
    with_client = forms.BooleanField(
        label="与服务对象有接触", required=False, initial=True, help_text="只与家属、单位协调的，去掉勾。"
    )
    service_kind = chips([], label="服务内容", initial=ServiceKind.CARE, help_text=COUNSEL_NOTE)
    service_note = forms.CharField(label="其他服务内容", max_length=100, required=False)
    purpose = forms.CharField(label="目的", max_length=500)
    content = LongText(label="过程", rows=5, max_length=20000)
    next_step = LongText(label="下一步", rows=2, max_length=1000, required=False)
    next_on = DayField(label="下次日期", required=False)
    place = forms.CharField(label="地点", max_length=100, required=False)
    present = forms.CharField(label="在场人员", max_length=300, required=False)
    reaction = LongText(label="服务对象的反应", rows=2, max_length=4000, required=False)
    reflection = LongText(label="社工的反思", rows=2, max_length=4000, required=False)
    risk_change = LongText(label="风险变化", rows=2, max_length=1000, required=False)
    despite = chips(ContactGround.choices, label="撤回同意后仍需接触的原因", required=False)

    def __init__(self, *args: Any, sealed: bool = False, withdrawn: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["service_kind"]
        kind.choices = kinds_offered(sealed=sealed)
        if not withdrawn:
            self.fields["despite"].widget = forms.HiddenInput()

    def facts(self) -> ContactFacts:
        """For the service; an end before the beginning comes back as its sentence."""
        chosen = self.cleaned_data
        return ContactFacts(
            starts_at=_at(chosen["on"], chosen["starts"]),
            ends_at=_at(chosen["on"], chosen["ends"]),
            mode=chosen["mode"],
            service_kind=chosen["service_kind"],
            next_on=chosen["next_on"],
            with_client=chosen["with_client"],
            despite=chosen["despite"],
            **{name: chosen[name] for name in TEXTS},
        )


class CorrectForm(ContactForm):
    """The same with the reason of the correction."""

    reason = forms.CharField(label="更正原因", max_length=500, required=False)


def beginning(last: Any, now: dt.datetime) -> dict[str, Any]:
    """What a new record begins with: the last half hour, mode and kind of the contact before, its next step as purpose."""
    end = timezone.localtime(now)
    end -= dt.timedelta(minutes=end.minute % 5, seconds=end.second, microseconds=end.microsecond)
    start = max(end - dt.timedelta(minutes=30), end.replace(hour=0, minute=0))
    found: dict[str, Any] = {"starts": start.time(), "ends": end.time()}
    if last is not None:
        found |= {"mode": last.mode, "service_kind": last.service_kind, "purpose": last.next_step[:500]}
        found |= {"place": last.place} if last.place else {}
    return found


def held(contact: Any) -> dict[str, Any]:
    """What a record to be corrected stands with."""
    names = ("on", "mode", "service_kind", "with_client", "next_on", "despite", *TEXTS)
    return {
        "starts": timezone.localtime(contact.starts_at).time(),
        "ends": timezone.localtime(contact.ends_at).time(),
        **{name: getattr(contact, name) for name in names},
    }


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time.replace(second=0, microsecond=0)))
