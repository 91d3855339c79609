"""Pages of siting: ranking, nominating, deciding, and the street that manages a statistical unit."""

from functools import cached_property

from django.http import Http404, JsonResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedDetail, ScopedForm
from liangzhan.divisions.models import Division
from liangzhan.programme.choices import NominationState, PlanState
from liangzhan.programme.forms.siting import ManagerForm, NominateForm, NominationForm, NoteForm, RankForm, ReasonForm
from liangzhan.programme.models import Nomination
from liangzhan.programme.queries.pages import nomination_facts, ranking_facts
from liangzhan.programme.queries.siting import (
    communities_under,
    counties_of,
    nominated_codes,
    nominations_by_county,
    unit_of,
    unmanaged_units,
)
from liangzhan.programme.rules.siting import DIFFICULTY_FIELDS
from liangzhan.programme.services.siting import (
    confirm_site,
    edit_nomination,
    nominate,
    overrule_rank,
    reject_nomination,
    return_nomination,
    withdraw_nomination,
)
from liangzhan.programme.services.units import set_manager
from liangzhan.programme.views.plan import CurrentPlan, PlanMixin
from liangzhan.toolkit.periods import today

UNITS = Division.objects.filter(level="STREET").select_related("managed_by", "parent")
NOMINATIONS = Nomination.objects.select_related("plan", "division__parent__parent")


class CurrentSiting(CurrentPlan):
    action = Action.PLAN_VIEW
    title = "选址"
    goes_to = "programme:nomination-list"


class NominationList(PlanMixin, Page):
    """The ranking inside one county, with what is left of its task; the county is chosen in the address."""

    action = Action.PLAN_VIEW
    template_name = "programme/nomination_list.html"
    title = "选址"

    @cached_property
    def counties(self):
        return counties_of(self.plan, self.scope)

    @cached_property
    def county(self):
        wanted = self.request.GET.get("county", "")
        return next((one for one in self.counties if one.code == wanted), self.counties[0] if self.counties else None)

    def get_context_data(self, **kwargs):
        facts = ranking_facts(self.plan, self.county, self.scope)
        may_nominate = self.actor.may(Action.SITE_NOMINATE) and self.plan.state == PlanState.ISSUED
        return super().get_context_data(counties=self.counties, may_nominate=may_nominate, **facts, **kwargs)


class SitingMap(PlanMixin, Page):
    """Counties with the number of nominations, for the map; a street goes on to its list, others to the ranking."""

    action = Action.PLAN_VIEW

    def get(self, request, *args, **kwargs):
        found = nominations_by_county(self.plan, self.scope, self.actor.home_code)
        return JsonResponse({"areas": [self.one(*pair) for pair in found], "steps": [1, 5, 10], "unit": "个"})

    def one(self, county, count):
        name = "choose-community" if self.actor.may(Action.SITE_NOMINATE) else "nomination-list"
        query = "" if name == "choose-community" else f"?county={county.code}"
        href = reverse(f"programme:{name}", args=[self.plan.pk]) + query
        return {"code": county.code, "name": county.name, "value": count, "words": f"已推荐 {count} 个", "href": href}


class ChooseCommunity(PlanMixin, Page):
    """Where to nominate: the communities of the officer's own area as a list, or by the map of counties."""

    action = Action.SITE_NOMINATE
    template_name = "programme/choose_community.html"
    title = "推荐社区选址"

    def get_context_data(self, **kwargs):
        area = self.request.GET.get("area") or self.actor.home_code
        if not self.actor.may_at(Action.SITE_NOMINATE, code=area):
            raise Http404("这个地区不在您的范围内。")
        return super().get_context_data(
            area=unit_of(area),
            communities=communities_under(area, today()),
            nominated=nominated_codes(self.plan, self.scope),
            words=dict(NominationState.choices),
            **kwargs,
        )


class Nominate(PlanMixin, ScopedForm):
    action = Action.SITE_NOMINATE
    template_name = "programme/nomination_form.html"
    title = "推荐社区选址"
    form_class = NominateForm
    button = "提交推荐"
    success_message = "推荐已提交，已提醒县（市、区）办理。"

    def get_initial(self):
        return {"division": self.request.GET.get("division", "")}

    def run(self, form):
        division = form.cleaned_data["division"]
        return nominate(plan=self.plan, division=division, facts=form.facts(), by=self.actor)

    def get_success_url(self):
        return reverse("programme:nomination-page", args=[self.result.pk])

    def get_context_data(self, **kwargs):
        code = self.request.POST.get("division") or self.request.GET.get("division", "")
        return super().get_context_data(
            difficulty=DIFFICULTY_FIELDS, chosen=unit_of(code) if code else None, row=None, **kwargs
        )


class NominationPage(ScopedDetail):
    action = Action.PLAN_VIEW
    template_name = "programme/nomination_page.html"
    queryset = NOMINATIONS

    def get_title(self):
        return f"{self.row.division}选址"

    def get_subtitle(self):
        return f"{self.row.plan.title} · {self.row.division.parent.parent}{self.row.division.parent}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**nomination_facts(self.row, self.actor), **kwargs)


class NominationDeed(RowForm):
    """A form about one nomination that goes back to its page."""

    template_name = "programme/reason_form.html"
    queryset = NOMINATIONS

    def get_subtitle(self):
        return f"{self.row.division} · {self.row.plan.title} · 得分 {self.row.score}"

    def get_success_url(self):
        return reverse("programme:nomination-page", args=[self.row.pk])


class EditNomination(NominationDeed):
    action = Action.SITE_NOMINATE
    template_name = "programme/nomination_form.html"
    title = "修改选址推荐"
    form_class = NominationForm
    button = "保存推荐"
    success_message = "推荐已保存，得分已重新计算。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "initial": self.row.__dict__}

    def run(self, form):
        return edit_nomination(nomination=self.row, facts=form.facts(), by=self.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(plan=self.row.plan, difficulty=DIFFICULTY_FIELDS, chosen=None, **kwargs)


class OverruleRank(NominationDeed):
    action = Action.SITE_CONFIRM
    title = "调整排序"
    form_class = RankForm
    button = "调整排序"
    success_message = "排序已调整。"

    def run(self, form):
        return overrule_rank(nomination=self.row, **form.cleaned_data, by=self.actor)


class ConfirmSite(NominationDeed):
    action = Action.SITE_CONFIRM
    title = "确认选址"
    form_class = NoteForm
    button = "确认选址"
    success_message = "选址已确认，站点进入“选址确认”，已告知乡镇（街道）。"

    def run(self, form):
        return confirm_site(nomination=self.row, **form.cleaned_data, by=self.actor)


class RejectNomination(NominationDeed):
    action = Action.SITE_CONFIRM
    title = "不采纳推荐"
    form_class = ReasonForm
    button = "不采纳"
    success_message = "已告知乡镇（街道）。"

    def run(self, form):
        return reject_nomination(nomination=self.row, **form.cleaned_data, by=self.actor)


class ReturnNomination(NominationDeed):
    action = Action.SITE_CONFIRM
    title = "退回推荐"
    form_class = ReasonForm
    button = "退回修改"
    success_message = "已退回，已告知乡镇（街道）。"

    def run(self, form):
        return return_nomination(nomination=self.row, **form.cleaned_data, by=self.actor)


class WithdrawNomination(NominationDeed):
    """By the street; the county withdraws after confirmation through the same service on its own page."""

    action = Action.SITE_NOMINATE
    title = "撤回推荐"
    form_class = ReasonForm
    button = "撤回推荐"
    success_message = "推荐已撤回，占用的任务名额已释放。"

    def run(self, form):
        return withdraw_nomination(nomination=self.row, **form.cleaned_data, by=self.actor)


class CancelSite(WithdrawNomination):
    """The county takes a confirmed site back."""

    action = Action.SITE_CONFIRM
    title = "撤销选址"
    button = "撤销选址"
    success_message = "选址已撤销，占用的任务名额已释放。"


class UnitList(Page):
    """Units coded 400–599 and the street that manages each."""

    action = Action.SITE_CONFIRM
    template_name = "programme/unit_list.html"
    title = "开发区、农场等单位的管理街道"

    def get_context_data(self, **kwargs):
        return super().get_context_data(units=unmanaged_units(self.scope), **kwargs)


class SetManager(RowForm):
    action = Action.SITE_CONFIRM
    template_name = "programme/reason_form.html"
    queryset = UNITS
    form_class = ManagerForm
    button = "指定管理街道"
    success_message = "管理街道已指定。"

    def get_title(self):
        return f"{self.row.name}由谁管理"

    def run(self, form):
        return set_manager(unit=self.row, street=form.cleaned_data["street"], by=self.actor)

    def get_success_url(self):
        return reverse("programme:unit-list")
