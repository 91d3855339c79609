"""V-01 on a phone: six fields, all but one at a tap; the rest folds away. Also search, first visit, paper, correction, list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django import forms

from liangzhan.activities.choices import Finding, VisitMode
from liangzhan.activities.models import Visit, VisitUnderway
from liangzhan.activities.rules.cycle import Rhythm
from liangzhan.activities.rules.visits import SHANGHAI, VisitFacts, is_outside, problems_of
from liangzhan.ledger.choices import OPEN_SERVICES, ServiceKind
from liangzhan.people.choices import LegalBasis
from liangzhan.people.rules.identity import PersonFacts, tidy
from liangzhan.people.rules.identity import problems_of as name_problems
from liangzhan.protection.choices import RiskDomain, RiskLevel
from liangzhan.staff.forms.leave import TimeField
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, PhotoField, chips, with_any
from liangzhan.toolkit.periods import moment, today

MINUTES = (15, 30, 45, 60, 90)
AHEAD = (3, 7, 14, 30)
MEASURED, KEPT, NO_NEXT = "measured", "kept", "none"
WEEKDAYS = "一二三四五六日"
SHOWN = ("mode", "time", "service_kind", "finding", "condition", "next")
FOLDED = ("action", "needs_found", "others", "also_kinds", "photo", "next_on")
TYPED = ("on", "starts", "ends")


@dataclass(frozen=True)
class Around:
    """What a form knows before anything is typed: the stretch measured by two taps, the last visit, who else lives there."""

    rhythm: Rhythm = field(default_factory=lambda: Rhythm(None, ""))
    last: Visit | None = None
    mates: tuple[tuple[str, str], ...] = ()
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    form_key: UUID | None = None


def clock(at: dt.datetime) -> str:
    """A local time of day: 14:02."""
    return f"{at.astimezone(SHANGHAI):%H:%M}"


def day_words(day: dt.date) -> str:
    """12月4日 周五."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def measured(around: Around, underway: VisitUnderway) -> Around:
    """The same with the stretch of a visit that is underway, and its key."""
    begun, ended = underway.started_at, underway.ended_at
    return replace(around, started_at=begun, ended_at=ended, form_key=underway.form_key)


def recorded_words(visit: Visit) -> str:
    """What was saved, and what comes next."""
    parts = [f"探访已记录，{visit.minutes} 分钟。"]
    parts += ["外勤时间已自动记入考勤。"] if is_outside(visit.mode) else []
    parts += [f"下次 {day_words(visit.next_on)}。"] if visit.next_on else []
    return "".join(parts)


class VisitForm(forms.Form):
    """`around` gives defaults and choices. Typed times, where given, go before the chip."""

    form_key = FormKey()
    mode = chips(VisitMode.choices, label="方式", initial=VisitMode.HOME)
    time = chips([], label="时间", required=False)
    service_kind = chips(OPEN_SERVICES, label="服务内容")
    finding = chips(Finding.choices, label="见到的情形")
    condition = LongText(label="情况", rows=3, required=False)
    next = chips([], label="下次", required=False)
    on = DayField(label="日期", required=False)
    starts = TimeField(label="开始", required=False)
    ends = TimeField(label="结束", required=False)
    action = LongText(label="处理", rows=2, required=False)
    needs_found = LongText(label="发现的需求", rows=2, required=False)
    others = forms.MultipleChoiceField(label="一起见到的家人", required=False, widget=forms.CheckboxSelectMultiple)
    also_kinds = forms.MultipleChoiceField(
        label="同时提供的服务", required=False, choices=OPEN_SERVICES, widget=forms.CheckboxSelectMultiple
    )
    photo = PhotoField(label="照片", required=False, help_text="可以不拍。照片会缩小，拍摄地点等信息会去掉。")
    next_on = DayField(label="下次日期（另选）", required=False)
    condition.widget.attrs["placeholder"] = "见到、听到了什么，做了什么。可以用键盘上的语音输入。"

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.around = around
        if around.started_at is None:
            self.fields["time"].label = "时间（刚刚结束，用了）"
        offered = {"time": self.times(), "next": self.nexts(), "others": list(around.mates)}
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not around.mates:
            del self.fields["others"]
        for name, value in self.defaults().items():
            if name not in self.initial:
                self.fields[name].initial = value

    def times(self) -> list[tuple[str, str]]:
        """The stretch that two taps measured, or some usual lengths up to now."""
        begun, ended = self.around.started_at, self.around.ended_at
        if begun is None:
            return [(str(one), f"{one} 分钟") for one in MINUTES]
        length = max(1, round(((ended or moment()) - begun).total_seconds() / 60))
        until = clock(ended) if ended else "现在"
        return [(MEASURED, f"{clock(begun)} 到{until} · {length} 分钟")]

    def nexts(self) -> list[tuple[str, str]]:
        """Days ahead: the cycle's own first."""
        usual = self.around.rhythm.days
        days = sorted({*AHEAD, *([usual] if usual else [])})
        told = {one: "（按周期）" if one == usual else "" for one in days}
        offered = [(str(one), f"{day_words(today() + dt.timedelta(days=one))}{told[one]}") for one in days]
        return [*offered, (NO_NEXT, "不约")]

    def defaults(self) -> dict[str, Any]:
        """As the last time."""
        last, usual = self.around.last, self.around.rhythm.days
        found: dict[str, Any] = {"next": str(usual) if usual else NO_NEXT}
        if self.around.form_key:
            found["form_key"] = self.around.form_key
        if self.around.started_at:
            found["time"] = MEASURED
        else:
            near = last.minutes if last else 30
            found["time"] = str(min(MINUTES, key=lambda one: abs(one - near)))
        if last is not None:
            found |= {"mode": last.mode, "service_kind": last.service_kind}
        return {"service_kind": ServiceKind.CARE, **found}

    def span(self) -> tuple[dt.datetime, dt.datetime] | None:
        """From when to when; None with an error at its field."""
        given, now = self.cleaned_data, moment()
        if given.get("starts") or given.get("ends"):
            return self._typed(given.get("on") or today(), given.get("starts"), given.get("ends"))
        choice = given.get("time")
        if choice == MEASURED and self.around.started_at is not None:
            return self.around.started_at, self.around.ended_at or now
        if choice and choice.isdigit():
            return now - dt.timedelta(minutes=int(choice)), now
        self.add_error("time", "请选择时间，或在“改时间”里填写。")
        return None

    def _typed(self, day: dt.date, starts: dt.time | None, ends: dt.time | None) -> Any:
        if starts is None or ends is None:
            self.add_error("starts" if starts is None else "ends", "开始和结束都要填写。")
            return None
        return tuple(dt.datetime.combine(day, one, tzinfo=SHANGHAI) for one in (starts, ends))

    def next_day(self, on: dt.date) -> dt.date | None:
        """The day agreed for the next visit: typed, or so many days from today."""
        if day := self.cleaned_data.get("next_on"):
            return day
        choice = self.cleaned_data.get("next") or NO_NEXT
        return max(today(), on) + dt.timedelta(days=int(choice)) if choice.isdigit() else None

    def clean(self) -> dict[str, Any]:
        """Every problem at its field at once; the service would name only the first."""
        given = super().clean() or {}
        span = self.span() if not self.errors else None
        if span is None:
            return given
        on = span[0].astimezone(SHANGHAI).date()
        self.facts = VisitFacts(
            starts_at=span[0],
            ends_at=span[1],
            mode=given["mode"],
            service_kind=given["service_kind"],
            finding=given["finding"],
            condition=given.get("condition", ""),
            needs_found=given.get("needs_found", ""),
            action=given.get("action", ""),
            next_on=self.next_day(on),
            also_kinds=tuple(given.get("also_kinds", ())),
        )
        for name, sentence in problems_of(self.facts, now=moment()).items():
            self.add_error(name if name in self.fields else None, sentence)
        return given


class PaperForm(VisitForm):
    """A sheet that was filled in by hand is typed in: who went, which day, from when to when."""

    worker = forms.TypedChoiceField(label="探访人", coerce=int)

    def __init__(self, *args: Any, workers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = workers  # type: ignore[attr-defined]
        for name in TYPED:
            self.fields[name].required = True
        self.fields["photo"].label = "纸质记录的照片"
        del self.fields["time"]
        self.fields["next"].initial = NO_NEXT


class EditForm(VisitForm):
    """A correction: everything as it stands, the time kept unless typed anew."""

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        self.visit = visit
        super().__init__(*args, **kwargs)
        self.fields["photo"].help_text = "换一张时再选，不选不变。"
        self.fields["time"].label = "时间"

    def times(self) -> list[tuple[str, str]]:
        visit = self.visit
        return [(KEPT, f"{day_words(visit.on)} {clock(visit.starts_at)}–{clock(visit.ends_at)}，不变")]

    def nexts(self) -> list[tuple[str, str]]:
        day = self.visit.next_on
        return [(KEPT, f"{day_words(day)}，不变"), (NO_NEXT, "不约")] if day else [(NO_NEXT, "不约")]

    def defaults(self) -> dict[str, Any]:
        visit = self.visit
        names = ("mode", "service_kind", "finding", "condition", "action", "needs_found", "also_kinds")
        mates = [str(row.person.uuid) for row in visit.persons.all()]
        told = {**{name: getattr(visit, name) for name in names}, "on": visit.on, "time": KEPT}
        told |= {"next": KEPT if visit.next_on else NO_NEXT, "form_key": uuid4()}
        return told | ({"others": mates} if self.around.mates else {})

    def span(self) -> tuple[dt.datetime, dt.datetime] | None:
        given = self.cleaned_data
        if given.get("starts") or given.get("ends") or (given.get("on") or self.visit.on) != self.visit.on:
            starts = given.get("starts") or self.visit.starts_at.astimezone(SHANGHAI).time()
            ends = given.get("ends") or self.visit.ends_at.astimezone(SHANGHAI).time()
            return self._typed(given.get("on") or self.visit.on, starts, ends)
        return self.visit.starts_at, self.visit.ends_at

    def next_day(self, on: dt.date) -> dt.date | None:
        if day := self.cleaned_data.get("next_on"):
            return day
        return self.visit.next_on if self.cleaned_data.get("next") == KEPT else None


class NewcomerForm(forms.Form):
    """A first visit: a name or an alias is enough."""

    name = forms.CharField(label="姓名", max_length=60, required=False)
    alias = forms.CharField(
        label="称呼", max_length=60, required=False, help_text="不知道姓名时填写，例如“三楼李奶奶”。"
    )
    legal_basis = chips(
        [(one.value, one.label) for one in (LegalBasis.CONSENT, LegalBasis.EMERGENCY)],
        label="处理依据",
        initial=LegalBasis.CONSENT,
    )

    def facts(self) -> PersonFacts:
        """What was typed, for the service."""
        return PersonFacts(**{name: self.cleaned_data.get(name, "") for name in ("name", "alias", "legal_basis")})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            for name, sentence in name_problems(tidy(self.facts()), today=today()).items():
                self.add_error(name if name in self.fields else None, sentence)
        return given


class WithdrawForm(forms.Form):
    reason = LongText(label="撤销理由", rows=3, max_length=300)


class RiskForm(forms.Form):
    """A risk seen on a visit: what, how grave, what was seen and what was told."""

    form_key = FormKey()
    person = forms.ChoiceField(label="谁", widget=forms.RadioSelect)
    level = chips([one for one in RiskLevel.choices if one[0] != RiskLevel.GREEN], label="等级")
    domains = forms.MultipleChoiceField(label="哪方面", choices=RiskDomain.choices, widget=forms.CheckboxSelectMultiple)
    facts = LongText(label="看到的和听说的", rows=4, max_length=4000, help_text="分开写：亲眼看到什么，谁告诉了什么。")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        self.fields["person"].initial = people[0][0]


class VisitFilters(forms.Form):
    """Kept in the URL: nothing about a person is among them."""

    month = forms.RegexField(
        regex=r"^\d{4}-(0[1-9]|1[0-2])$",
        label="月份",
        required=False,
        widget=forms.TextInput(attrs={"type": "month"}),
        error_messages={"invalid": "请按 2026-11 这样填写月份。"},
    )
    worker = forms.ChoiceField(label="探访人", required=False)
    category = forms.ChoiceField(label="类别", required=False)
    mode = forms.ChoiceField(label="方式", required=False, choices=with_any(VisitMode.choices))
    show = forms.ChoiceField(
        label="范围",
        required=False,
        choices=[("", "全部"), ("concern", "需要关注"), ("absent", "没见到人"), ("withdrawn", "已撤销")],
    )

    def __init__(self, *args: Any, actor: Any, workers: Any = (), categories: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = with_any(list(workers))  # type: ignore[attr-defined]
        self.fields["category"].choices = with_any(list(categories))  # type: ignore[attr-defined]
        if not actor.reads("P3"):  # a filter tells as much as a column
            del self.fields["category"]
            self.fields["show"].choices = [("", "全部"), ("withdrawn", "已撤销")]  # type: ignore[attr-defined]
