"""C-02, C-03, C-04, C-06 and the scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from liangzhan.casework.choices import ScaleMoment, Theory
from liangzhan.casework.models import Objective
from liangzhan.casework.rules.papers import AgreementFacts, Aim
from liangzhan.casework.rules.scale import HIGHEST, ITEMS, LOWEST
from liangzhan.casework.services.assessments import TEXTS, Tie
from liangzhan.casework.services.plans import PlanFacts
from liangzhan.people.choices import ConsentWay
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, ScanField, chips
from liangzhan.toolkit.periods import today

AT_THE_STATION = [(value, label) for value, label in ConsentWay.choices if value != ConsentWay.ONLINE]
STRENGTHS = [("2", "紧密"), ("1", "较好"), ("0", "一般"), ("-1", "疏远"), ("-2", "紧张")]
TIES, AIMS = 6, 5


def signature_field() -> forms.FileField:
    """A box to sign in with a finger."""
    return forms.FileField(
        label="屏幕手写签名",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "data-signature": "1"}),
        help_text="请本人用手指在框内签名；不能手写的，可以上传签名照片。",
    )


class AgreementForm(forms.Form):
    """C-02: the words stand above it."""

    form_key = FormKey(required=False)
    limits_explained = forms.BooleanField(
        label="我已当面说明保密的例外（生命危险、法律规定必须报告、司法要求）",
        required=False,
    )
    way = chips(AT_THE_STATION, label="同意方式", initial=ConsentWay.PAPER)
    signature = signature_field()
    paper = ScanField(label="签字（手印）后的同意书照片", required=False)
    signer = forms.CharField(label="监护人姓名", max_length=60, required=False, help_text="监护人签字的填写。")
    without_guardian = forms.CharField(
        label="未由监护人签字的原因",
        max_length=500,
        required=False,
        help_text="只用于已满十四周岁的未成年人，例如疑似受监护人侵害。",
    )
    child_view = LongText(
        label="孩子本人的意见",
        rows=2,
        max_length=1000,
        required=False,
        help_text="八到十七周岁的，监护人签字以外还要问孩子本人：愿不愿意、担心什么。用孩子的原话。",
    )
    witness = forms.CharField(label="见证人姓名", max_length=60, required=False, help_text="按手印的填写。")
    on = DayField(label="同意日期", initial=today)
    from_on = DayField(label="服务期起", initial=today)
    to_on = DayField(label="服务期止", required=False)
    recording = forms.BooleanField(label="同意录音录像", required=False)
    photo = forms.BooleanField(label="同意拍照", required=False)
    sharing = LongText(
        label="同意告知哪些机构、哪些内容", rows=2, max_length=1000, required=False, help_text="没有的不填。"
    )

    def facts(self) -> AgreementFacts:
        """For the service."""
        names = ("on", "way", "limits_explained", "from_on", "to_on", "recording", "photo", "sharing")
        names += ("signer", "witness", "without_guardian", "child_view")
        return AgreementFacts(**{name: self.cleaned_data[name] for name in names})

    def picture(self) -> Any:
        """The signature counts as the picture when the way is the screen."""
        paper, signature = self.cleaned_data["paper"], self.cleaned_data["signature"]
        return signature or paper if self.cleaned_data["way"] == ConsentWay.SCREEN else paper


class WithdrawForm(forms.Form):
    on = DayField(label="撤回日期", initial=today)
    reason = LongText(label="说明", rows=2, max_length=200, required=False, help_text="可以不填，不必说明理由。")


class ScaleFields(forms.Form):
    """The eight items as chips 1–5; `required_scale` where the form is about nothing else."""

    required_scale = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = [(str(n), str(n)) for n in range(LOWEST, HIGHEST + 1)]
        for number, name in enumerate(ITEMS, 1):
            self.fields[f"scale_{number}"] = chips(points, label=name, required=self.required_scale)

    def scores(self) -> list[int | None]:
        """The eight scores in order, None where nothing was tapped."""
        given = [self.cleaned_data.get(f"scale_{number}") for number in range(1, len(ITEMS) + 1)]
        return [int(one) if one else None for one in given]

    @property
    def touched(self) -> bool:
        """Was one of the items tapped? Then the folded part stands open."""
        return any(self[name].value() for name in self.scale_names)

    @property
    def scale_names(self) -> list[str]:
        return [f"scale_{number}" for number in range(1, len(ITEMS) + 1)]


class ScaleForm(ScaleFields):
    """社会功能评分 by itself."""

    required_scale = True
    form_key = FormKey(required=False)
    moment = chips(ScaleMoment.choices, label="时点", initial=ScaleMoment.STAGE)
    on = DayField(label="评分日期", initial=today)


class AssessmentForm(ScaleFields):
    """C-03. Only the conclusion must be there; the scale is all eight items or none."""

    form_key = FormKey(required=False)
    on = DayField(label="预估日期", initial=today)
    physical = LongText(label="身体", rows=2, max_length=4000, required=False)
    psychological = LongText(label="心理", rows=2, max_length=4000, required=False)
    family = LongText(label="家庭", rows=2, max_length=4000, required=False, help_text="家庭结构图由家庭成员登记生成。")
    social = LongText(label="社会关系", rows=2, max_length=4000, required=False)
    economic = LongText(label="经济", rows=2, max_length=4000, required=False)
    housing = LongText(label="居住", rows=2, max_length=4000, required=False)
    education_work = LongText(label="教育和就业", rows=2, max_length=4000, required=False)
    policies = LongText(label="已享受的政策", rows=2, max_length=4000, required=False)
    strengths = LongText(label="优势", rows=2, max_length=4000, required=False)
    needs_ranked = LongText(label="需要（按先后）", rows=3, max_length=4000, required=False)
    risks = LongText(label="风险", rows=2, max_length=4000, required=False)
    conclusion = LongText(label="结论", rows=4, max_length=4000)
    reassess_on = DayField(label="下次预估日期", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, TIES + 1):
            self.fields[f"tie{number}_system"] = forms.CharField(
                label=f"系统外的人或机构 {number}",
                max_length=60,
                required=False,
                help_text="例如邻居、社区食堂、学校。",
            )
            self.fields[f"tie{number}_strength"] = chips(STRENGTHS, label="关系", required=False, initial="0")
            self.fields[f"tie{number}_note"] = forms.CharField(label="说明", max_length=200, required=False)

    def given(self) -> dict[str, Any]:
        """Arguments of the service without the scale."""
        chosen = self.cleaned_data
        ties = [
            Tie(
                chosen[f"tie{number}_system"],
                int(chosen[f"tie{number}_strength"] or 0),
                chosen[f"tie{number}_note"],
            )
            for number in range(1, TIES + 1)
            if chosen[f"tie{number}_system"].strip()
        ]
        texts = {name: chosen[name] for name in TEXTS}
        return {"on": chosen["on"], "texts": texts, "ties": ties, "reassess_on": chosen["reassess_on"]}


class PlanForm(forms.Form):
    """C-04. The first objective must be there, four more when there are."""

    form_key = FormKey(required=False)
    on = DayField(label="计划日期", initial=today)
    goal = LongText(label="总目标", rows=2, max_length=2000)
    theory = chips(Theory.choices, label="理论或模式", initial=Theory.TASK)
    theory_note = forms.CharField(label="其他理论或模式", max_length=200, required=False)
    steps = LongText(label="步骤", rows=4, max_length=4000)
    frequency = forms.CharField(label="频次", max_length=60, required=False, help_text="例如每周家访一次。")
    resources = LongText(label="资源", rows=2, max_length=2000, required=False)
    roles = LongText(label="分工", rows=2, max_length=2000, required=False)
    indicators = LongText(label="评估指标", rows=2, max_length=2000, required=False)
    agrees_on = DayField(label="服务对象同意日期", required=False, help_text="还没有同意的不填，先存为草稿。")
    signature = signature_field()
    paper = ScanField(label="签字的计划书照片", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, AIMS + 1):
            first = number == 1
            self.fields[f"aim{number}_text"] = forms.CharField(
                label=f"具体目标 {number}", max_length=500, required=first
            )
            self.fields[f"aim{number}_measure"] = forms.CharField(
                label="怎样衡量", max_length=300, required=first, help_text="例如“每周下楼两次”。"
            )
            self.fields[f"aim{number}_due_on"] = DayField(label="期限", required=first)

    def aims(self) -> list[Aim]:
        """Rows with something in them."""
        rows = []
        for number in range(1, AIMS + 1):
            text, measure, due_on = (self.cleaned_data[f"aim{number}_{part}"] for part in ("text", "measure", "due_on"))
            if text.strip() or measure.strip() or due_on:
                rows.append(Aim(text, measure, due_on))
        return rows

    def facts(self) -> PlanFacts:
        """The plan's own lines."""
        names = ("on", "goal", "theory", "theory_note", "steps", "frequency", "resources", "roles", "indicators")
        return PlanFacts(**{name: self.cleaned_data[name] for name in names})

    @property
    def later_aims(self) -> list[str]:
        return [f"aim{number}_{part}" for number in range(2, AIMS + 1) for part in ("text", "measure", "due_on")]


class AgreeForm(forms.Form):
    """The client agrees to a plan that stands."""

    on = DayField(label="同意日期", initial=today)
    signature = signature_field()
    paper = ScanField(label="签字的计划书照片", required=False)


class ReviewForm(ScaleFields):
    """C-06: one line for each objective of the plan in force."""

    form_key = FormKey(required=False)
    on = DayField(label="评估日期", initial=today)
    findings = LongText(label="评估发现", rows=4, max_length=4000)
    plan_changes = LongText(
        label="计划调整", rows=2, max_length=4000, required=False, help_text="需要调整的，保存后请做新一版计划。"
    )
    moment = chips(
        [(one.value, one.label) for one in (ScaleMoment.STAGE, ScaleMoment.POST)],
        label="社会功能评分的时点",
        required=False,
        initial=ScaleMoment.STAGE,
    )

    def __init__(self, *args: Any, objectives: Sequence[Objective], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objectives = list(objectives)
        for number, one in enumerate(self.objectives, 1):
            self.fields[f"progress_{number}"] = forms.IntegerField(
                label=f"目标 {number} 的进展：{one.text}",
                min_value=0,
                max_value=100,
                help_text=f"0 到 100。衡量：{one.measure}",
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def progress(self) -> dict[str, int | None]:
        """{objective uuid: 0–100}."""
        return {
            str(one.uuid): self.cleaned_data.get(f"progress_{number}") for number, one in enumerate(self.objectives, 1)
        }

    @property
    def progress_names(self) -> list[str]:
        return [f"progress_{number}" for number in range(1, len(self.objectives) + 1)]
