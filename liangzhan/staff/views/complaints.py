"""Complaints at the reader's own desk; about himself he meets 404."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.documents.views import stream
from liangzhan.staff.forms.ethics import (
    AnswerForm,
    CloseForm,
    ComplaintFilter,
    EnterComplaintForm,
    PassForm,
    PersonForm,
    RefuseForm,
    StepForm,
)
from liangzhan.staff.models import Complaint
from liangzhan.staff.queries.complaints import (
    at_desk,
    complaint_rights,
    counts,
    overdue,
    people_of,
    steps_of,
)
from liangzhan.staff.rules.complaints import UPWARD, due_of
from liangzhan.staff.services import complaints
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today

HANDLE = Action.COMPLAINT_HANDLE
COMPLAINTS = Complaint.objects.all()
STATIONS = Station.objects.all()
ENTER_HINT = "请如实登记，登记后把查询码告诉投诉人。投诉站长的请选乡镇（街道）或县（市、区）。"


class ComplaintQueue(ScopedList):
    """What waits at the desk, and the year in counts."""

    action = HANDLE
    queryset = COMPLAINTS
    filter_form = ComplaintFilter
    template_name = "staff/complaint_queue.html"
    title = "投诉处理"
    order = ("-received_on", "-pk")

    def get_rows(self):
        return at_desk(self.actor)

    def narrow(self, rows, chosen):
        if chosen["state"]:
            rows = rows.filter(state=chosen["state"])
        return overdue(rows, today()) if chosen["late"] else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        due = {row.pk: due_of(row.state, row.acknowledge_due_on, row.answer_due_on) for row in context["rows"]}
        return {**context, "due": due, "counts": counts(self.actor, today().year), "year": today().year}


class OfComplaint:
    """A complaint at one of the reader's desks."""

    action = HANDLE

    def get_rows(self):
        return at_desk(self.actor)

    def get_subtitle(self):
        return self.row.station.name

    def get_success_url(self):
        return reverse("staff:complaint-page", args=[self.row.pk])


class ComplaintPage(OfComplaint, ScopedDetail):
    template_name = "staff/complaint_page.html"

    def get_title(self):
        return f"投诉 {self.row.pk}"

    def get_context_data(self, **kwargs):
        record_reading(page="staff:complaint-page", ids=[self.row.pk], shown_class="P3", by=self.actor)
        return super().get_context_data(
            rights=complaint_rights(self.row),
            steps=steps_of(self.row),
            due=due_of(self.row.state, self.row.acknowledge_due_on, self.row.answer_due_on),
            **kwargs,
        )


class ComplaintAccept(OfComplaint, RowDeed):
    success_message = "已受理，答复期限从今天起算。"

    def run(self):
        return complaints.accept_complaint(complaint=self.row, by=self.actor)


class ComplaintForm(OfComplaint, RowForm):
    """A form about a complaint."""

    template_name = "staff/supervision_form.html"
    hint = ""
    success_message = "已保存。"

    def get_context_data(self, **kwargs):
        back = reverse("staff:complaint-page", args=[self.row.pk])
        return super().get_context_data(hint=self.hint, back=back, **kwargs)


class ComplaintRefuse(ComplaintForm):
    form_class = RefuseForm
    title = "不予受理"
    button = "不予受理"

    def run(self, form):
        return complaints.refuse_complaint(complaint=self.row, by=self.actor, **form.cleaned_data)


class ComplaintPerson(ComplaintForm):
    form_class = PersonForm
    title = "记明被投诉人"
    button = "保存"
    hint = "被投诉人不能办理、也看不到这件投诉。被投诉人是站长的，自动转到乡镇（街道）。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "workers": list(people_of(self.row.station, today())[:200])}

    def get_initial(self):
        return {"worker": self.row.worker_id}

    def run(self, form):
        return complaints.name_person(complaint=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:complaint-queue")


class ComplaintPass(ComplaintForm):
    form_class = PassForm
    title = "移交投诉"
    button = "移交"
    hint = "移交后您这里不再看到这件投诉，期限继续计算。"
    success_message = "已移交。"

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["to"].choices = [(one.value, one.label) for one in UPWARD[self.row.desk]]
        return form

    def run(self, form):
        return complaints.pass_complaint(complaint=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:complaint-queue")


class ComplaintWriteStep(ComplaintForm):
    form_class = StepForm
    title = "记录办理情况"
    button = "保存"

    def run(self, form):
        return complaints.write_step(complaint=self.row, by=self.actor, **form.cleaned_data)


class ComplaintAnswer(ComplaintForm):
    form_class = AnswerForm
    title = "答复投诉"
    button = "答复"
    success_message = "已答复，投诉人凭查询码可以看到。"

    def run(self, form):
        return complaints.answer_complaint(complaint=self.row, by=self.actor, **form.cleaned_data)


class ComplaintClose(ComplaintForm):
    form_class = CloseForm
    title = "办结"
    button = "办结"
    success_message = "已办结。"

    def run(self, form):
        return complaints.close_complaint(complaint=self.row, by=self.actor, **form.cleaned_data)


class ComplaintPaper(OfComplaint, ScopedDetail):
    """What was handed in on paper, for a desk that may know who complained."""

    def get(self, request, *args, **kwargs):
        if self.row.paper is None or not complaint_rights(self.row)["identity"]:
            raise Http404("没有书面材料。")
        return stream(self.row.paper, inline=True)


class WithReceipt:
    """A form whose answer is the receipt code, shown once."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        if answer.status_code != 302:
            return answer
        row, code = self.result
        return self.response_class(self.request, ["staff/complaint_receipt.html"], {"row": row, "code": code})


class ComplaintEnter(WithReceipt, RowForm):
    """A call, a letter or a visit is entered by a handler; the receipt is handed to the complainer."""

    action = HANDLE
    queryset = STATIONS
    form_class = EnterComplaintForm
    template_name = "staff/supervision_form.html"
    title = "登记电话、书面或当面投诉"
    button = "登记，生成查询码"
    success_message = ""

    def get_subtitle(self):
        return self.row.name

    def run(self, form):
        return complaints.receive_complaint(station=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint=ENTER_HINT, back=reverse("staff:complaint-queue"), **kwargs)
