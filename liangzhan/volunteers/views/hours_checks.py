"""Looking at hours again: disputes, back entries, anomalies; the code for those who were served."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.documents.views.stream import stream
from liangzhan.volunteers.forms.hours import (
    AnomalyFilters,
    AnswerForm,
    BackFilters,
    BackForm,
    DecideForm,
    DisputeFilters,
    SettleForm,
    times_of,
    times_of_activity,
)
from liangzhan.volunteers.queries.hours import anomalies_shown, back_entries_shown, disputes_shown
from liangzhan.volunteers.queries.hours_page import record_shown
from liangzhan.volunteers.queries.register import register_rows
from liangzhan.volunteers.services.anomalies import settle_anomaly
from liangzhan.volunteers.services.back_entries import ask_back_entry, decide_back_entry
from liangzhan.volunteers.services.disputes import answer_dispute
from liangzhan.volunteers.services.recipients import give_recipient_code
from liangzhan.volunteers.views.hours import OfHeldActivity, faces_shown


class OfRecords(ScopedList):
    """A list of things about records, the latest first, with the names the reader may see."""

    action = Action.HOURS_VIEW
    order = ("-pk",)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "faces": faces_shown(self, [one.record for one in context["rows"]])}


class AboutRecord(RowForm):
    """A decision on something about one record; the record stands beside the form."""

    template_name = "volunteers/hours_decide.html"
    hint, back = "", ""

    def get_subtitle(self):
        return f"{self.row.record.activity.title} · {self.row.record.volunteer.number}"

    def get_context_data(self, **kwargs):
        record = self.row.record
        face = faces_shown(self, [record])[record.volunteer.person_id]
        told = {"record": record, "face": face, "shown": record_shown(record), "hint": self.hint}
        return super().get_context_data(back=self.get_success_url(), **told, **kwargs)

    def get_success_url(self):
        return reverse(self.back)


class DisputeList(OfRecords):
    template_name = "volunteers/hours_disputes.html"
    title = "本人的异议"
    filter_form = DisputeFilters

    def get_rows(self):
        return disputes_shown(self.scope)

    def narrow(self, rows, chosen):
        return rows.filter(state=chosen["state"]) if chosen["state"] else rows


class DisputeAnswer(AboutRecord):
    action = Action.HOURS_VERIFY
    form_class = AnswerForm
    title = "答复异议"
    button = "答复"
    hint = "请与本人核对后再答复。更正的、维持的都要由另一个人重新核实，才计入时长。"
    back = "volunteers:hours-disputes"
    success_message = "已答复，并通知本人。"

    @cached_property
    def row(self):
        found = disputes_shown(self.scope, self.action).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这条异议，或者不在您的范围内。")
        return found

    def get_initial(self):
        return times_of(self.row.record)

    def run(self, form):
        return answer_dispute(dispute=self.row, by=self.actor, **form.told(self.row.record))


class BackList(OfRecords):
    template_name = "volunteers/hours_back.html"
    title = "补录审批"
    filter_form = BackFilters

    def get_filtered(self):
        form, rows = super().get_filtered()
        decided = form.is_bound and form.is_valid() and form.cleaned_data["decided"] == "yes"
        return form, rows.filter(accepted__isnull=not decided)

    def get_rows(self):
        return back_entries_shown(self.scope)


class OfBackEntry:
    """The back entry of the record in the address."""

    action = Action.HOURS_BACK

    @cached_property
    def row(self):
        found = back_entries_shown(self.scope, self.action).filter(record__uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这项补录，或者不在您的范围内。")
        return found


class BackDecide(OfBackEntry, AboutRecord):
    form_class = DecideForm
    title = "审批补录"
    button = "提交审批"
    hint = "同意后计入时长，一直注明“补录”，并可能被抽查。申请的人不能审批。"
    back = "volunteers:hours-back"
    success_message = "已审批，并通知本人。"

    def run(self, form):
        return decide_back_entry(entry=self.row, by=self.actor, **form.told())


class BackFile(OfBackEntry, Page):
    """The proof, for whoever decides."""

    def get(self, request, *args, **kwargs):
        number = str(self.row.record.uuid)
        record_reading(page="volunteers:hours-back-file", ids=[number], shown_class="P2", by=self.actor)
        return stream(self.row.file)


class BackAdd(OfHeldActivity, RowForm):
    template_name = "volunteers/register_form.html"
    form_class = BackForm
    title = "补录服务时长"
    button = "申请补录"
    success_message = "已申请补录，并通知本人。下一步：由另一个人审批，同意后才计入时长。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "volunteers": register_rows(self.scope, Action.VOLUNTEER_VIEW)}

    def get_subtitle(self):
        return self.row.title

    def get_initial(self):
        return times_of_activity(self.row)

    def get_context_data(self, **kwargs):
        hint = "当时漏了签到的才补录：要有证明材料，由另一个人审批，记录上一直注明“补录”。"
        return super().get_context_data(back=self.get_success_url(), hint=hint, **kwargs)

    def run(self, form):
        told = {"volunteer": form.cleaned_data["volunteer"], "upload": form.cleaned_data["file"]}
        return ask_back_entry(activity=self.row, facts=form.facts(), by=self.actor, **told)


class RecipientCode(OfHeldActivity, RowDeed):
    success_message = "已取得确认码。请在服务结束时给服务对象看。"

    def run(self):
        return give_recipient_code(activity=self.row, by=self.actor)


class AnomalyList(OfRecords):
    template_name = "volunteers/hours_anomalies.html"
    title = "异常记录"
    filter_form = AnomalyFilters

    def get_rows(self):
        return anomalies_shown(self.scope, state="")

    def narrow(self, rows, chosen):
        return rows.filter(state=chosen["state"]) if chosen["state"] else rows


class AnomalySettle(AboutRecord):
    action = Action.HOURS_VERIFY
    form_class = SettleForm
    title = "核对异常"
    button = "保存核对结果"
    hint = "异常只是提示，不改变记录。确有问题的，核对后再对这条记录“不予认定”或更正。"
    back = "volunteers:hours-anomalies"
    success_message = "已保存核对结果。"

    @cached_property
    def row(self):
        found = anomalies_shown(self.scope, state="", action=self.action).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("没有找到这条异常，或者不在您的范围内。")
        return found

    def run(self, form):
        return settle_anomaly(anomaly=self.row, by=self.actor, **form.cleaned_data)
