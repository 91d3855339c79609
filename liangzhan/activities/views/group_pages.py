"""Groups: the list, one group, its plan, its approval, its end."""

from django.http import HttpResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.activities.exports.group_papers import plan_pdf, report_pdf
from liangzhan.activities.exports.group_workbook import groups_workbook
from liangzhan.activities.forms.group_plan import DecisionForm, GroupFilters, GroupForm, ReasonForm
from liangzhan.activities.forms.group_sessions import ReportForm
from liangzhan.activities.queries.activity_leaders import sessions_min
from liangzhan.activities.queries.group_figures import change_in, figures_of, satisfaction_in
from liangzhan.activities.queries.group_page import GROUPS, counts_of, group_page, narrowed
from liangzhan.activities.queries.plan_files import may_bind
from liangzhan.activities.rules import activity_money as money
from liangzhan.activities.services.activity_approval import cancel_plan, decide_plan, submit_plan
from liangzhan.activities.services.group_plan import save_group
from liangzhan.activities.services.group_report import ReportFacts, close_group
from liangzhan.activities.views.activity_section import AtStation, OfGroup, leaders_for, people_of
from liangzhan.audit.services import record_reading
from liangzhan.credentials.queries.page import sentence_of
from liangzhan.documents.views.addenda import AddsAddendum

PLAN_FIELDS = tuple(name for name in GroupForm.base_fields if name not in ("form_key", "leader", "helper"))
SUBMITTED = "已提交审批。"
ALONE = "没有其他审批人，已由您本人确认，并标明为本人确认。可以招募组员、安排节次了。"


class GroupList(ScopedList):
    action = Action.ACTIVITY_VIEW
    queryset = GROUPS
    filter_form = GroupFilters
    template_name = "activities/group_list.html"
    title = "小组"
    order = ("-starts_on", "-pk")

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        counts = counts_of(row.pk for row in context["rows"])
        return {**context, "counts": counts, "sentence": sentence_of(context["filters"])}


class GroupExport(GroupList):
    """What is filtered, as a workbook."""

    def get(self, request, *args, **kwargs):
        _, rows = self.get_filtered()
        answer = HttpResponse(groups_workbook(rows), content_type=XLSX)
        answer["Content-Disposition"] = 'attachment; filename="groups.xlsx"'
        return answer


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class GroupPage(OfGroup, ScopedDetail):
    action = Action.ACTIVITY_VIEW
    template_name = "activities/group_page.html"

    def get_title(self):
        return self.row.name

    def get_subtitle(self):
        return " · ".join(one for one in (self.row.get_type_display(), self.row.station.name, self.row.number) if one)

    def get_context_data(self, **kwargs):
        shown = group_page(self.row, self.actor)
        if ids := shown["members"].sensitive:
            record_reading(page="activities:group-page", ids=ids, shown_class="P3", by=self.actor)
        return super().get_context_data(**shown, binds=may_bind(self.row, self.actor), **kwargs)


class PlanOfGroup:
    """The form of G-01."""

    form_class = GroupForm

    def get_form_kwargs(self):
        station = self.place()
        minimum = sessions_min(station)
        return {**super().get_form_kwargs(), "leaders": leaders_for(station), "minimum": minimum}

    def run(self, form):
        given, station = form.cleaned_data, self.place()
        more = {"group": self.group(), "form_key": given.get("form_key"), **people_of(station, given)}
        return save_group(facts=form.facts(), station=station, by=self.actor, **more)


class GroupAdd(AtStation, PlanOfGroup, ScopedForm):
    title = "计划小组"
    success_message = "计划已保存为草稿。写全后请提交审批。"
    list_page = "activities:group-list"

    def place(self):
        return self.station

    def group(self):
        return None

    def get_success_url(self):
        return reverse("activities:group-page", args=[self.result.uuid])


class GroupEdit(OfGroup, PlanOfGroup, RowForm):
    title = "修改小组计划"
    success_message = "计划已保存。"

    def place(self):
        return self.row.station

    def group(self):
        return self.row

    def get_initial(self):
        row = self.row
        who = {"leader": str(row.leader_id), "helper": str(row.helper_id or "")}
        return {name: getattr(row, name) for name in PLAN_FIELDS} | who | {"budget_fen": money.shown(row.budget_fen)}


class GroupSubmit(OfGroup, RowDeed):
    def run(self):
        made = submit_plan(plan=self.row, by=self.actor)
        self.success_message = ALONE if made.self_approved else SUBMITTED
        return made


class GroupDecide(OfGroup, RowForm):
    action = Action.ACTIVITY_APPROVE
    form_class = DecisionForm
    title = "审批小组计划"
    button = "提交审批意见"
    success_message = "审批意见已保存，已告知提交人。"

    def run(self, form):
        given = form.cleaned_data
        return decide_plan(plan=self.row, approved=given["decision"] == "yes", reason=given["reason"], by=self.actor)


class GroupCancel(OfGroup, RowForm):
    form_class = ReasonForm
    title = "取消小组"
    button = "取消小组"
    success_message = "小组已取消，安排好的节次也已取消。请告知组员。"

    def run(self, form):
        return cancel_plan(plan=self.row, reason=form.cleaned_data["reason"], by=self.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint="取消后不能恢复；已安排的节次从日程里取消。", **kwargs)


class GroupReportEdit(OfGroup, RowForm):
    """G-08."""

    form_class = ReportForm
    template_name = "activities/group_report.html"
    title = "小组总结评估报告"
    success_message = "报告已保存，小组结束。"

    def get_initial(self):
        report = getattr(self.row, "report", None)
        names = ReportFacts.__dataclass_fields__
        old = {name: getattr(report, name) for name in names} if report else {}
        return old | ({"budget_used_fen": money.shown(report.budget_used_fen)} if report else {})

    def run(self, form):
        return close_group(group=self.row, facts=form.facts(), by=self.actor)

    def get_context_data(self, **kwargs):
        shown = {"figures": figures_of(self.row), "change": change_in(self.row)[1]}
        return super().get_context_data(**shown, satisfaction=satisfaction_in(self.row), **kwargs)


class GroupAddendum(AddsAddendum, OfGroup, RowForm):
    """To the plan and the report of a group."""


class GroupPaper(OfGroup, ScopedDetail):
    """G-01 on A4."""

    action = Action.ACTIVITY_VIEW
    paper = staticmethod(plan_pdf)

    def get(self, request, *args, **kwargs):
        return HttpResponse(self.paper(self.row), content_type="application/pdf")


class GroupReportPaper(GroupPaper):
    """G-08 on A4."""

    paper = staticmethod(report_pdf)
