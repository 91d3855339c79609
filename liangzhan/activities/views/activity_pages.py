"""Community activities: the list, one activity, K-01 … K-06."""

from django.http import HttpResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.activities.exports.activity_papers import plan_pdf, summary_pdf
from liangzhan.activities.exports.activity_workbook import activities_workbook
from liangzhan.activities.forms.activity import ActivityFilters, ActivityForm, ActivityRecordForm, SummaryForm
from liangzhan.activities.forms.group_plan import DecisionForm, ReasonForm
from liangzhan.activities.forms.group_sessions import PhotoForm
from liangzhan.activities.queries.activity_leaders import major_heads
from liangzhan.activities.queries.activity_needs import need_choices
from liangzhan.activities.queries.activity_page import ACTIVITIES, activity_page, heads_of, narrowed, photo_within
from liangzhan.activities.queries.plan_files import may_bind
from liangzhan.activities.rules import activity_money as money
from liangzhan.activities.services.activity_approval import cancel_plan, decide_plan, submit_plan
from liangzhan.activities.services.activity_plan import save_activity
from liangzhan.activities.services.activity_record import (
    add_photo,
    edit_record,
    record_activity,
    recount_activity,
    remove_photo,
    save_summary,
)
from liangzhan.activities.views.activity_section import (
    AtStation,
    OfActivity,
    found,
    leaders_for,
    people_of,
    room_at,
    rooms_of,
)
from liangzhan.activities.views.group_pages import SUBMITTED, XLSX
from liangzhan.credentials.queries.page import sentence_of
from liangzhan.documents.views.addenda import AddsAddendum
from liangzhan.documents.views.stream import stream
from liangzhan.occasions.queries.agenda import counts_of

NOT_OF_ROW = ("form_key", "leader", "helper", "room", "starts_at", "ends_at", "place")
PLAN_FIELDS = tuple(name for name in ActivityForm.base_fields if name not in NOT_OF_ROW)
ALONE = "没有其他审批人，已由您本人确认，并标明为本人确认。"


class ActivityList(ScopedList):
    action = Action.ACTIVITY_VIEW
    queryset = ACTIVITIES
    filter_form = ActivityFilters
    template_name = "activities/activity_list.html"
    title = "社区活动"
    order = ("-occasion__starts_at", "-pk")

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        heads = heads_of(row.pk for row in context["rows"])
        return {**context, "heads": heads, "sentence": sentence_of(context["filters"])}


class ActivityExport(ActivityList):
    """What is filtered, as a workbook."""

    def get(self, request, *args, **kwargs):
        _, rows = self.get_filtered()
        answer = HttpResponse(activities_workbook(rows), content_type=XLSX)
        answer["Content-Disposition"] = 'attachment; filename="activities.xlsx"'
        return answer


class ActivityPage(OfActivity, ScopedDetail):
    action = Action.ACTIVITY_VIEW
    template_name = "activities/activity_page.html"

    def get_title(self):
        return self.row.name

    def get_subtitle(self):
        row = self.row
        return " · ".join(one for one in (row.get_kind_display(), row.station.name, row.number) if one)

    def get_context_data(self, **kwargs):
        shown = activity_page(self.row, self.actor)
        return super().get_context_data(**shown, binds=may_bind(self.row, self.actor), **kwargs)


class PlanOfActivity:
    """The form of K-01 and K-02."""

    form_class = ActivityForm

    def get_form_kwargs(self):
        station = self.place()
        more = {"leaders": leaders_for(station), "rooms": rooms_of(station), "major_from": major_heads(station)}
        more["needs"] = need_choices(station, self.activity().needs if self.activity() else ())
        return {**super().get_form_kwargs(), **more}

    def run(self, form):
        given, station = form.cleaned_data, self.place()
        more = {"room": room_at(station, given.get("room")), **people_of(station, given)}
        more |= {"activity": self.activity(), "form_key": given.get("form_key")}
        return save_activity(facts=form.facts(), station=station, by=self.actor, **more)


class ActivityAdd(AtStation, PlanOfActivity, ScopedForm):
    title = "计划社区活动"
    success_message = "计划已保存为草稿，时间已列入日程。写全后请提交审批。"
    list_page = "activities:activity-list"

    def place(self):
        return self.station

    def activity(self):
        return None

    def get_success_url(self):
        return reverse("activities:activity-page", args=[self.result.uuid])


class ActivityEdit(OfActivity, PlanOfActivity, RowForm):
    title = "修改活动计划"
    success_message = "计划已保存。时间、地点有变的，请告知参加的人。"

    def place(self):
        return self.row.station

    def activity(self):
        return self.row

    def get_initial(self):
        row, occasion = self.row, self.row.occasion
        who = {"leader": str(row.leader_id), "helper": str(row.helper_id or ""), "room": str(row.room_id or "")}
        times = {"starts_at": occasion.starts_at, "ends_at": occasion.ends_at, "place": occasion.place}
        plain = {name: getattr(row, name) for name in PLAN_FIELDS}
        return plain | who | times | {"budget_fen": money.shown(row.budget_fen)}


class ActivitySubmit(OfActivity, RowDeed):
    def run(self):
        made = submit_plan(plan=self.row, by=self.actor)
        self.success_message = ALONE if made.self_approved else SUBMITTED
        return made


class ActivityDecide(OfActivity, RowForm):
    action = Action.ACTIVITY_APPROVE
    form_class = DecisionForm
    title = "审批活动计划"
    button = "提交审批意见"
    success_message = "审批意见已保存，已告知提交人。"

    def run(self, form):
        given = form.cleaned_data
        return decide_plan(plan=self.row, approved=given["decision"] == "yes", reason=given["reason"], by=self.actor)


class ActivityCancel(OfActivity, RowForm):
    form_class = ReasonForm
    title = "取消活动"
    button = "取消活动"
    success_message = "活动已取消，日程也已取消。请告知参加的人。"

    def run(self, form):
        return cancel_plan(plan=self.row, reason=form.cleaned_data["reason"], by=self.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint="取消后不能恢复。", **kwargs)


class ActivityRecordAdd(OfActivity, RowForm):
    form_class = ActivityRecordForm
    template_name = "activities/session_record.html"
    title = "记录活动"
    button = "提交记录"
    success_message = "记录已保存，人数已计入台账，签到已确认。接着录入满意度、写总结。"

    def get_initial(self):
        return {"unidentified": self.row.occasion.unidentified_heads}

    def run(self, form):
        return record_activity(activity=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        roll = counts_of([self.row.occasion]).get(self.row.occasion_id, {"expected": 0, "present": 0})
        return super().get_context_data(roll=roll, **kwargs)


class ActivityAmend(OfActivity, RowForm):
    form_class = ActivityRecordForm
    title = "修改活动记录"
    success_message = "记录已修改。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "with_heads": False}

    def get_initial(self):
        record = found(getattr(self.row, "record", None))
        return {"process": record.process, "events": record.events}

    def run(self, form):
        return edit_record(record=self.row.record, by=self.actor, **form.cleaned_data)


class ActivityRecount(OfActivity, RowForm):
    form_class = ReasonForm
    title = "更正人数"
    button = "按签到更正"
    success_message = "人数已按签到更正，台账记为新的一版。"

    def run(self, form):
        return recount_activity(activity=self.row, reason=form.cleaned_data["reason"], by=self.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint="先在点名页重新打开签到、改好名单，再在这里更正。", **kwargs)


class ActivitySummaryEdit(OfActivity, RowForm):
    form_class = SummaryForm
    template_name = "activities/activity_summary.html"
    title = "活动总结"
    success_message = "总结已保存。"

    def get_initial(self):
        row = getattr(self.row, "summary", None)
        plain = {name: getattr(row, name) for name in ("outcome", "problems", "follow_up")} if row else {}
        return plain | ({"budget_used_fen": money.shown(row.budget_used_fen)} if row else {})

    def run(self, form):
        return save_summary(activity=self.row, facts=form.facts(), by=self.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{**activity_page(self.row, self.actor), **kwargs})


class ActivityAddendumAdd(AddsAddendum, OfActivity, RowForm):
    """To the record of an activity, also after it was summed up."""


class ActivityPhotoAdd(OfActivity, RowForm):
    form_class = PhotoForm
    template_name = "activities/phone_form.html"
    title = "添加照片"
    success_message = "照片已添加。"

    def run(self, form):
        given = form.cleaned_data
        return add_photo(activity=self.row, upload=given["photo"], caption=given["caption"], by=self.actor)


class ActivityPhotoFile(Page):
    action = Action.ACTIVITY_VIEW

    def get(self, request, *args, **kwargs):
        return stream(found(photo_within(self.actor, self.kwargs["pk"])).file, inline=True)


class ActivityPhotoRemove(OfActivity, RowDeed):
    success_message = "照片已删除。"

    def run(self):
        photo = found(photo_within(self.actor, self.kwargs["photo"]))
        return remove_photo(photo=found(photo if photo.activity_id == self.row.pk else None), by=self.actor)


class ActivityPaper(OfActivity, ScopedDetail):
    """K-01 and K-02 on A4."""

    action = Action.ACTIVITY_VIEW
    paper = staticmethod(plan_pdf)

    def get(self, request, *args, **kwargs):
        return HttpResponse(self.paper(self.row), content_type="application/pdf")


class ActivitySummaryPaper(ActivityPaper):
    """K-03 … K-06 on A4."""

    paper = staticmethod(summary_pdf)
