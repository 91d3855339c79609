"""Planning a volunteer activity with its posts, and the deeds on it."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.credentials.choices import TrainingKind
from liangzhan.credentials.forms.fields import MomentField
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, with_any
from liangzhan.volunteers.choices import Area, RiskLevel, Skill, VolunteerActivityState
from liangzhan.volunteers.forms.register import several
from liangzhan.volunteers.rules.activities import ActivityFacts, PostFacts, default_risk

MOST_POSTS = 6
NOT_OF_FACTS = ("posts",)
TRAININGS = [(one.value, one.label) for one in TrainingKind if one.name.startswith("VOLUNTEER") or one == "EMERGENCY"]
POST_PARTS = ("name", "seats", "conditions", "min_age", "licence", "training", "skills")


def age_field(**kwargs: Any) -> forms.IntegerField:
    """Years, or nothing."""
    return forms.IntegerField(min_value=0, max_value=120, required=False, **kwargs)


def training_field(**kwargs: Any) -> forms.ChoiceField:
    """A kind of training, or none."""
    return forms.ChoiceField(required=False, choices=with_any(TRAININGS, "不要求"), **kwargs)


class ActivityForm(forms.Form):
    """One page: ten required fields, the posts inline, the rest folded."""

    form_key = FormKey()
    project = forms.ChoiceField(label="项目", required=False, help_text="项目对应居民的需求；提交审核以前要选。")
    title = forms.CharField(label="活动名称", max_length=80)
    area = forms.ChoiceField(label="服务领域", choices=with_any(Area.choices, "请选择"))
    starts_at = MomentField(label="开始")
    ends_at = MomentField(label="结束")
    place = forms.CharField(label="地点", max_length=120)
    content = LongText(label="服务内容", rows=3, max_length=2000, help_text="公开招募时居民看得到，请不要写个人信息。")
    leader = forms.CharField(label="活动负责人", max_length=40, help_text="写岗位名称，例如“志愿服务站站长”；会公开。")
    organiser = forms.CharField(label="活动组织单位", max_length=80)
    risk_level = forms.ChoiceField(
        label="风险",
        required=False,
        choices=with_any(RiskLevel.choices, "按服务领域的一般风险"),
        help_text="疫情防控、治安巡逻一般风险高。风险高的，公布名单以前每个人都要有保险。",
    )
    risk_note = LongText(
        label="可能的风险和防范",
        rows=2,
        max_length=1000,
        required=False,
        help_text="招募时要如实告知风险（志愿服务条例第十二条）。",
    )
    recruits_on = DayField(label="招募开始", required=False)
    recruit_ends_on = DayField(label="招募截止", required=False)
    guarantees = forms.CharField(
        label="保障", max_length=300, required=False, help_text="餐饮、交通、保险、物资，有的写明。"
    )
    training = training_field(label="上岗前培训")
    min_age = age_field(label="最低年龄")
    max_age = age_field(label="最高年龄")
    clients_heads = forms.IntegerField(label="预计服务人数", min_value=0, max_value=99999, required=False)
    break_minutes = forms.IntegerField(label="休息（分钟，不计时长）", min_value=0, max_value=600, required=False)
    hour_rule = forms.CharField(label="时长认定说明", max_length=200, required=False)
    with_minors = forms.BooleanField(
        label="与未成年人接触", required=False, help_text="参加的人须有一年内的从业查询（未成年人保护法第六十二条）。"
    )
    restricted = forms.BooleanField(
        label="不公开招募", required=False, help_text="只由站点登记报名。社区矫正的活动必须勾选。"
    )
    agreement = forms.BooleanField(
        label="签订书面协议", required=False, help_text="志愿者要求的，也应当签订（志愿服务条例第十四条）。"
    )

    def __init__(self, *args: Any, projects: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].choices = with_any(projects, "以后再选")  # type: ignore[attr-defined]
        for at in range(1, MOST_POSTS + 1):
            self._add_post(at)

    def _add_post(self, at: int) -> None:
        first = at == 1
        made: dict[str, forms.Field] = {
            "name": forms.CharField(label=f"岗位{at}", max_length=40, required=first),
            "seats": forms.IntegerField(label="人数", min_value=1, max_value=9999, required=first),
            "conditions": forms.CharField(label="条件", max_length=200, required=False),
            "min_age": age_field(label="最低年龄"),
            "licence": forms.CharField(label="资格证书", max_length=60, required=False),
            "training": training_field(label="岗位培训"),
            "skills": several(Skill.choices, label="技能"),
        }
        for name, field in made.items():
            self.fields[f"post_{at}_{name}"] = field

    def post_rows(self) -> list[tuple[int, list[Any], bool]]:
        """(number, bound fields, is something in it) for the template."""
        rows = []
        for at in range(1, MOST_POSTS + 1):
            bound = [self[f"post_{at}_{name}"] for name in POST_PARTS]
            rows.append((at, bound, at == 1 or bool(bound[0].value()) or any(one.errors for one in bound)))
        return rows

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for at in range(2, MOST_POSTS + 1):
            has = {name: given.get(f"post_{at}_{name}") for name in POST_PARTS}
            if any(has.values()) and not has["name"]:
                self.add_error(f"post_{at}_name", "请填写岗位名称；不要这个岗位的，请清空这一组。")
            elif has["name"] and not has["seats"] and f"post_{at}_seats" not in self.errors:
                self.add_error(f"post_{at}_seats", "请填写人数。")
        return given

    def facts(self) -> ActivityFacts:
        """What was typed, for the service; an open risk is the area's."""
        given = self.cleaned_data
        plain = {name: given[name] for name in ActivityFacts.__dataclass_fields__ if name not in NOT_OF_FACTS}
        plain["risk_level"] = given["risk_level"] or default_risk(given["area"])
        for name in ("clients_heads", "break_minutes"):
            plain[name] = given[name] or 0
        return ActivityFacts(**plain, posts=self.posts())

    def posts(self) -> tuple[PostFacts, ...]:
        """The posts that have a name."""
        found = []
        for at in range(1, MOST_POSTS + 1):
            has = {name: self.cleaned_data[f"post_{at}_{name}"] for name in POST_PARTS}
            if has["name"]:
                found.append(PostFacts(**{**has, "skills": tuple(has["skills"])}))
        return tuple(found)


class ActivityFilters(forms.Form):
    """Kept in the URL."""

    state = forms.ChoiceField(label="状态", required=False, choices=with_any(VolunteerActivityState.choices))
    area = forms.ChoiceField(label="服务领域", required=False, choices=with_any(Area.choices))
    risk_level = forms.ChoiceField(label="风险", required=False, choices=with_any(RiskLevel.choices))
    year = forms.ChoiceField(label="年份", required=False)

    def __init__(self, *args: Any, years: list[tuple[str, str]], actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = with_any(years)  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """A reason that others read."""

    reason = LongText(label="说明", rows=2, max_length=200)
