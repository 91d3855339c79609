"""What is typed about supervision: short, on a phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from liangzhan.staff.choices.supervision import SupervisionForm, SupervisionTopic, SupervisorSource
from liangzhan.staff.models import AgendaItem, SupervisionPart, Worker
from liangzhan.staff.services.supervision_work import Agreed
from liangzhan.stations.forms.fields import DayField, LongText, ScanField, chips
from liangzhan.toolkit.periods import today

ACTIONS = 3  # rows for actions on the record; more are added by saving again
LED = [choice for choice in SupervisionForm.choices if choice[0] != SupervisionForm.PEER]
MINUTES = {"min_value": 10, "max_value": 600}


class ClockField(forms.TimeField):
    """A time with the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        kwargs.setdefault("error_messages", {"invalid": "请按 14:30 这样填写时间。", "required": "请填写时间。"})
        super().__init__(**kwargs)


class WorkersField(forms.MultipleChoiceField):
    """Workers to tick; cleaned to ids."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, error_messages={"required": "请选择人员。"}, **kwargs)

    def clean(self, value: Any) -> list[int]:
        return [int(one) for one in super().clean(value)]


class _WhenForm(forms.Form):
    """Day, time, length, place."""

    held_on = DayField(label="日期", initial=today)
    starts = ClockField(label="开始时间", initial=dt.time(14))
    minutes = forms.IntegerField(label="时长（分钟）", initial=60, **MINUTES)
    place = forms.CharField(label="地点", max_length=80, required=False)
    online = forms.BooleanField(label="线上进行", required=False)

    def __init__(self, *args: Any, workers: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {one.pk: one for one in workers}
        self.fields["workers"].choices = [(one.pk, one.display_name) for one in workers]

    def clean_workers(self) -> list[Worker]:
        return [self.by_id[pk] for pk in self.cleaned_data["workers"]]


class PlanForm(_WhenForm):
    """By whoever supervises: for his people."""

    form = chips(LED, label="形式", initial=SupervisionForm.INDIVIDUAL)
    source = chips(
        SupervisorSource.choices,
        label="您是",
        initial=SupervisorSource.INTERNAL,
        help_text="外部督导：高校教师、资深社工等。",
    )
    workers = WorkersField(label="受督导人")
    field_order = ["form", "workers", "held_on", "starts", "minutes", "place", "online", "source"]


class OwnPlanForm(_WhenForm):
    """By a worker himself: a peer session, or one with an external supervisor without an account."""

    form = chips(SupervisionForm.choices, label="形式", initial=SupervisionForm.PEER)
    workers = WorkersField(
        label="一同参加的同工", required=False, help_text="本街道（乡镇）的在岗人员，您本人自动列入。"
    )
    others = forms.CharField(
        label="其他参加人", max_length=200, required=False, help_text="外站同工写姓名和单位；填写后要上传签字件。"
    )
    supervisor_name = forms.CharField(
        label="外部督导姓名和单位",
        max_length=80,
        required=False,
        help_text="同辈督导不填；有外部督导的必填，之后上传签字件。",
    )
    field_order = ["form", "supervisor_name", "workers", "others", "held_on", "starts", "minutes", "place", "online"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = bool(cleaned.get("supervisor_name", "").strip())
        if cleaned.get("form") == SupervisionForm.PEER and named:
            self.add_error("supervisor_name", "同辈督导没有督导人，请清空这一栏，或改选其他形式。")
        elif cleaned.get("form") and cleaned["form"] != SupervisionForm.PEER and not named:
            self.add_error("supervisor_name", "请填写外部督导的姓名和单位。平台内的督导请由督导本人安排。")
        return cleaned


class RecordForm(forms.Form):
    """The record. Five things are asked for; the rest when there is something to say."""

    held_on = DayField(label="日期")
    minutes = forms.IntegerField(label="时长（分钟）", **MINUTES)
    attended = WorkersField(label="到场的人")
    topics = forms.MultipleChoiceField(
        label="主题",
        choices=SupervisionTopic.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择督导主题。"},
    )
    agenda = WorkersField(label="讨论了哪些议题", required=False)
    issues = LongText(
        label="讨论的问题", rows=4, max_length=10000, help_text="不写服务对象的姓名、住址等，用化名或编号。"
    )
    advice = LongText(label="督导建议", rows=4, max_length=10000, required=False)
    follow_up = LongText(label="上次行动的落实情况", rows=2, max_length=4000, required=False)

    def __init__(
        self, *args: Any, people: Sequence[SupervisionPart], items: Sequence[AgendaItem], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {part.worker_id: part.worker for part in people}
        self.items = {item.pk: item for item in items}
        names = [(part.worker_id, part.worker.display_name) for part in people]
        self.fields["attended"].choices = names
        self.fields["agenda"].choices = [(item.pk, f"{item.worker.display_name}：{item}") for item in items]
        if not items:
            del self.fields["agenda"]
        for number in range(1, ACTIONS + 1):
            self._add_action(number, names)

    def _add_action(self, number: int, names: list[tuple[int, str]]) -> None:
        self.fields[f"action{number}_text"] = forms.CharField(
            label=f"行动 {number}", max_length=500, required=False, help_text="商定做什么。没有就不填。"
        )
        self.fields[f"action{number}_worker"] = forms.TypedChoiceField(
            label="责任人", choices=names, coerce=int, required=False, empty_value=names[0][0], initial=names[0][0]
        )
        self.fields[f"action{number}_due_on"] = DayField(label="期限", required=False)

    def clean_agenda(self) -> list[AgendaItem]:
        return [self.items[pk] for pk in self.cleaned_data["agenda"]]

    def more_actions(self) -> bool:
        """Is something typed, or wrong, in the rows after the first?"""
        later = [f"action{number}_{part}" for number in range(2, ACTIONS + 1) for part in ("text", "due_on")]
        return any(self.data.get(name) or name in self.errors for name in later)

    def agreed(self) -> list[Agreed]:
        """The rows with words."""
        rows = []
        for number in range(1, ACTIONS + 1):
            given = {part: self.cleaned_data[f"action{number}_{part}"] for part in ("text", "worker", "due_on")}
            if given["text"].strip() or given["due_on"]:
                rows.append(Agreed(self.workers[given["worker"]], given["text"], given["due_on"]))
        return rows

    def facts(self) -> dict[str, Any]:
        """What the service takes beside the actions."""
        names = ("held_on", "minutes", "attended", "topics", "issues", "advice", "follow_up")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "agenda": self.cleaned_data.get("agenda", []),
            "actions": self.agreed(),
        }


class SignForm(forms.Form):
    """Confirm, and rate when one likes to."""

    score = forms.TypedChoiceField(
        label="这次督导对您有帮助吗",
        choices=[("5", "5 很有帮助"), ("4", "4"), ("3", "3 一般"), ("2", "2"), ("1", "1 没有帮助")],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text="可以不填。督导只看到上一季度的平均分，人数不够时不显示，看不到是谁评的。提交后不能修改。",
    )


class PaperForm(forms.Form):
    paper = ScanField(label="签字件", help_text="全体参加人签字的督导记录，PDF 或照片，不超过 30 MB。")


class TextForm(forms.Form):
    text = LongText(label="内容", rows=5, max_length=4000)


class NoteForm(forms.Form):
    """A confidential note; the supervisor says about whom."""

    about = forms.TypedChoiceField(label="关于谁", coerce=int, widget=forms.RadioSelect)
    text = LongText(label="保密记录", rows=6, max_length=4000)
    shared = forms.BooleanField(
        label="向对方开放", required=False, help_text="开放后对方能看到，不能收回。不开放的只有您自己能看到。"
    )

    def __init__(self, *args: Any, people: Sequence[SupervisionPart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {part.worker_id: part.worker for part in people}
        if people:
            self.fields["about"].choices = [(part.worker_id, part.worker.display_name) for part in people]
            self.fields["about"].initial = people[0].worker_id
        else:
            del self.fields["about"]


class WhyForm(forms.Form):
    reason = LongText(label="原因", rows=3, max_length=200)


class AgendaForm(forms.Form):
    title = forms.CharField(label="想讨论什么", max_length=80, help_text="一句话，不写服务对象的姓名。")
    note = LongText(label="说明", rows=4, max_length=2000, required=False, help_text="只有您和督导能看到。")


class PostponeForm(forms.Form):
    to_on = DayField(label="暂缓到")


class ResultForm(forms.Form):
    result = LongText(label="落实情况", rows=3, max_length=1000, help_text="一句话说明做了什么、结果怎样。")


class CheckForm(forms.Form):
    """Settled, or back."""

    settled = forms.TypedChoiceField(
        label="核对结果",
        choices=[("yes", "已落实"), ("no", "还没有落实到位，退回")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    note = LongText(label="核对意见", rows=3, max_length=500, required=False, help_text="退回的要写明还差什么。")


class EmergencyForm(forms.Form):
    reason = LongText(
        label="理由", rows=4, max_length=1000, help_text="危及谁的生命安全、为什么必须查阅。复核人会看到。"
    )


class EmergencyFilter(forms.Form):
    name = forms.CharField(label="姓名", max_length=40, required=False)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ReviewForm(forms.Form):
    justified = forms.TypedChoiceField(
        label="是否符合紧急情形",
        choices=[("yes", "符合"), ("no", "不符合")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    review = LongText(label="复核意见", rows=4, max_length=1000)


class QuarterFilter(forms.Form):
    """Which quarter, and whether only stations without a supervisor or with people who lack supervision."""

    quarter = forms.ChoiceField(label="季度", required=False)
    text = forms.CharField(label="站名", max_length=40, required=False)

    def __init__(self, *args: Any, actor: Any = None, quarters: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = list(quarters)
