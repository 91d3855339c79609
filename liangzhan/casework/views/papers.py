"""C-03, C-04, C-06 and the scale."""

from django.http import Http404

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail
from liangzhan.casework.forms.papers import AgreeForm, AssessmentForm, PlanForm, ReviewForm, ScaleForm
from liangzhan.casework.queries.drawings import eco_map, family_tree
from liangzhan.casework.queries.papers import assessments, may_edit, objectives_in_force, plan_beginning, plans
from liangzhan.casework.services.assessments import TEXTS, edit_assessment, save_assessment
from liangzhan.casework.services.plans import agree_plan, save_plan
from liangzhan.casework.services.reviews import save_review
from liangzhan.casework.services.scales import save_scores
from liangzhan.casework.views.case import CaseForm, OfCase, OfPaper
from liangzhan.documents.views import stream
from liangzhan.toolkit.periods import today


class AssessmentAdd(OfCase, RowForm):
    form_class = AssessmentForm
    template_name = "casework/assessment_form.html"
    title = "预估表"
    button = "保存预估"
    success_message = "预估已保存。接着请与服务对象商定计划。"

    def run(self, form):
        key = form.cleaned_data["form_key"]
        return save_assessment(case=self.row, scores=form.scores(), form_key=key, by=self.actor, **form.given())


class AssessmentEdit(OfPaper, RowForm):
    """Without the scale: scores stand by themselves."""

    form_class = AssessmentForm
    template_name = "casework/assessment_form.html"
    title = "修改预估表"
    button = "保存修改"
    success_message = "预估表已修改。"

    def get_rows(self):
        return assessments()

    def get_initial(self):
        found = {name: getattr(self.row, name) for name in ("on", "reassess_on", *TEXTS)}
        for number, tie in enumerate(self.row.eco_ties.all(), 1):
            found |= {f"tie{number}_{part}": str(getattr(tie, part)) for part in ("system", "strength", "note")}
        return found

    def run(self, form):
        return edit_assessment(assessment=self.row, by=self.actor, **form.given())


class AssessmentPage(OfPaper, ScopedDetail):
    """All lines, the ecomap and the family tree."""

    action = Action.CASE_VIEW
    template_name = "casework/assessment_page.html"
    title = "预估表"

    def get_rows(self):
        return assessments()

    def get_context_data(self, **kwargs):
        edits = may_edit(self.row, self.actor, today())
        lines = [(self.row._meta.get_field(name).verbose_name, getattr(self.row, name)) for name in TEXTS]
        tree = family_tree(self.case, self.actor)
        return super().get_context_data(lines=lines, tree=tree, eco=eco_map(self.row), edits=edits, **kwargs)


class PlanAdd(OfCase, RowForm):
    """The next version begins with what the last one says."""

    form_class = PlanForm
    template_name = "casework/plan_form.html"
    title = "计划书"
    button = "保存计划"
    success_message = "计划已保存。"

    def get_initial(self):
        return plan_beginning(self.row)

    def run(self, form):
        chosen = form.cleaned_data
        return save_plan(
            case=self.row,
            facts=form.facts(),
            aims=form.aims(),
            agrees_on=chosen["agrees_on"],
            paper=chosen["signature"] or chosen["paper"],
            form_key=chosen["form_key"],
            by=self.actor,
        )


class OfPlan(OfPaper):
    def get_rows(self):
        return plans()


class PlanAgree(OfPlan, RowForm):
    form_class = AgreeForm
    template_name = "casework/form.html"
    title = "服务对象同意计划"
    button = "登记同意"
    success_message = "已登记服务对象同意。同意后这一版不再修改，要调整的请做新一版。"

    def run(self, form):
        paper = form.cleaned_data["signature"] or form.cleaned_data["paper"]
        return agree_plan(plan=self.row, on=form.cleaned_data["on"], paper=paper, by=self.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint="请把计划读给服务对象听，或交本人阅读。", **kwargs)


class PlanPage(OfPlan, ScopedDetail):
    action = Action.CASE_VIEW
    template_name = "casework/plan_page.html"

    def get_title(self):
        return f"计划书（第 {self.row.version} 版）"


class PlanPaper(OfPlan, ScopedDetail):
    """The picture of the signature."""

    action = Action.CASE_VIEW

    def get(self, request, *args, **kwargs):
        self.get_context_data()
        if self.row.agreement_paper is None:
            raise Http404("没有上传签字的照片。")
        return stream(self.row.agreement_paper, inline=True)


class ReviewAdd(OfCase, RowForm):
    form_class = ReviewForm
    template_name = "casework/review_form.html"
    title = "阶段评估"
    button = "保存评估"
    success_message = "阶段评估已保存。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "objectives": objectives_in_force(self.row)}

    def run(self, form):
        chosen = form.cleaned_data
        names = ("on", "findings", "plan_changes", "moment", "form_key")
        return save_review(
            case=self.row,
            progress=form.progress(),
            scores=form.scores(),
            by=self.actor,
            **{name: chosen[name] for name in names},
        )


class ScaleAdd(CaseForm):
    form_class = ScaleForm
    title = "社会功能评分"
    button = "保存评分"
    hint = "八项各 1 到 5 分，1 为很差，5 为很好。服务前后各评一次，用来比较变化。"
    success_message = "评分已保存。"

    def run(self, form):
        chosen = form.cleaned_data
        names = ("moment", "on", "form_key")
        return save_scores(case=self.row, scores=form.scores(), by=self.actor, **{name: chosen[name] for name in names})
