"""Pages of the plan: list, opening, its papers, handing it down."""

from functools import cached_property

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, ScopedForm
from liangzhan.documents.services import keep_file
from liangzhan.documents.views import stream
from liangzhan.programme.forms.plan import DocumentForm, EditPlanForm, PlanForm
from liangzhan.programme.queries.pages import plan_facts
from liangzhan.programme.queries.plan import current_plan, paper_of, plan_with_papers, plans
from liangzhan.programme.rules.plan import suggested
from liangzhan.programme.services.plan import add_document, close_plan, edit_plan, issue_plan, open_plan
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.templating import day


class PlanMixin:
    """The plan named in the address, or 404. Plans are public inside the platform (P0)."""

    @cached_property
    def plan(self):
        found = plan_with_papers(self.kwargs["plan"])
        if found is None:
            raise Http404("没有这个计划。")
        return found

    def get_subtitle(self):
        sample = " · 示例" if self.plan.is_sample else ""
        return (
            f"社会工作站 {self.plan.target_sw} 个、志愿服务站 {self.plan.target_vs} 个 · "
            f"统计截止 {day(self.plan.cutoff_on)} · 报送截止 {day(self.plan.due_on)}{sample}"
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(plan=self.plan, **kwargs)


class RecountMixin:
    """The button 重新计算 shows the sums again without saving; it needs no script."""

    def post(self, request, *args, **kwargs):
        if "recount" in request.POST:
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        return super().post(request, *args, **kwargs)


class CurrentPlan(Page):
    """An entry of the menu that goes on to the page of the plan people work on now."""

    template_name = "programme/progress_none.html"
    goes_to = ""

    def get(self, request, *args, **kwargs):
        plan = current_plan(today())
        return redirect(self.goes_to, plan=plan.pk) if plan else super().get(request, *args, **kwargs)


class PlanList(Page):
    action = Action.PLAN_VIEW
    template_name = "programme/plan_list.html"
    title = "建设计划"

    def get_context_data(self, **kwargs):
        return super().get_context_data(plans=plans(), may_manage=self.actor.may(Action.PLAN_MANAGE), **kwargs)


class PlanPage(PlanMixin, Page):
    action = Action.PLAN_VIEW
    template_name = "programme/plan_page.html"

    def get_title(self):
        return self.plan.title

    def get_context_data(self, **kwargs):
        return super().get_context_data(**plan_facts(self.plan, self.actor), **kwargs)


class OpenPlan(ScopedForm):
    action = Action.PLAN_MANAGE
    template_name = "programme/reason_form.html"
    title = "制定建设计划"
    form_class = PlanForm
    button = "制定计划"
    success_message = "计划已建立，还在编制中。下一步：上传任务分配表。"

    def get_initial(self):
        return suggested(today().year)

    def run(self, form):
        return open_plan(**form.cleaned_data, by=self.actor)

    def get_success_url(self):
        return reverse("programme:plan-page", args=[self.result.pk])


class EditPlan(PlanMixin, ScopedForm):
    action = Action.PLAN_MANAGE
    template_name = "programme/reason_form.html"
    title = "修改建设计划"
    form_class = EditPlanForm
    button = "保存计划"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": None, "initial": self.plan.__dict__}

    def run(self, form):
        return edit_plan(plan=self.plan, **form.cleaned_data, by=self.actor)

    def get_success_url(self):
        return reverse("programme:plan-page", args=[self.plan.pk])


class AddDocument(PlanMixin, ScopedForm):
    action = Action.PLAN_MANAGE
    template_name = "programme/reason_form.html"
    title = "添加依据文件"
    form_class = DocumentForm
    button = "添加文件"
    success_message = "依据文件已添加。"

    def run(self, form):
        facts = form.cleaned_data
        upload = facts.pop("file")
        kept = keep_file(upload=upload, title=facts["title"], kind="paper", by=self.actor) if upload else None
        return add_document(plan=self.plan, **facts, file=kept, by=self.actor)

    def get_success_url(self):
        return reverse("programme:plan-page", args=[self.plan.pk])


class PlanDocumentFile(Page):
    action = Action.PLAN_VIEW

    def get(self, request, *args, **kwargs):
        paper = paper_of(self.kwargs["plan"], self.kwargs["pk"])
        if paper is None:
            raise Http404("没有这份文件。")
        return stream(paper.file)


class IssuePlan(PlanMixin, RowDeed):
    action = Action.PLAN_MANAGE
    success_message = "计划已下达，已提醒各市分解任务。"

    def run(self):
        return issue_plan(plan=self.plan, by=self.actor)

    def get_success_url(self):
        return reverse("programme:plan-page", args=[self.plan.pk])


class ClosePlan(PlanMixin, RowDeed):
    action = Action.PLAN_MANAGE
    success_message = "计划已结束。"

    def run(self):
        return close_plan(plan=self.plan, by=self.actor)

    def get_success_url(self):
        return reverse("programme:plan-page", args=[self.plan.pk])
