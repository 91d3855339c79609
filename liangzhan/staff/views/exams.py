"""Pages of examinations: entries, sign-up, results, the certificate."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedList
from liangzhan.staff.forms import talent as forms
from liangzhan.staff.models import ExamEntry
from liangzhan.staff.queries.exams import entries, lines_of, stations_to_sign, workers_to_sign
from liangzhan.staff.services import exams as services
from liangzhan.stations.models import Station

STATIONS = Station.objects.select_related("site__division")
ENTRIES = ExamEntry.objects.select_related("worker", "station")


class ExamList(ScopedList):
    """Who signed up for what, and what came of it."""

    action = Action.EXAM_MANAGE
    queryset = ENTRIES
    filter_form = forms.ExamFilters
    order = ("-year", "division_code", "pk")
    template_name = "staff/exam_list.html"
    title = "职业水平考试"

    def get_rows(self):
        return entries(super().get_rows())

    def narrow(self, rows, chosen):
        return rows.filter(**{name: value for name, value in chosen.items() if value})

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        stations = list(stations_to_sign(self.scope)[:20])
        return {**context, "lines": lines_of(context["rows"]), "stations": stations}


class BackToList:
    """A form that leads back to the list of entries."""

    action = Action.EXAM_MANAGE
    template_name = "staff/plain_form.html"
    hint = ""

    def get_success_url(self):
        return reverse("staff:exam-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=self.hint, **kwargs)


class SignUp(BackToList, RowForm):
    """`pk` is the station."""

    queryset = STATIONS
    form_class = forms.SignUpForm
    title = "登记考试报名"
    button = "登记报名"
    success_message = "报名已登记。成绩公布后请登记各科成绩。"
    hint = "这里只登记报名情况；报名在中国人事考试网办理。"

    def get_subtitle(self):
        return self.row.name

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "workers": workers_to_sign(self.row)}

    def run(self, form):
        return services.sign_up(station=self.row, by=self.actor, **form.cleaned_data)


class OfEntry(BackToList):
    """A deed about an entry."""

    queryset = ENTRIES

    def get_subtitle(self):
        return f"{self.row.worker.display_name} · {self.row.year} 年{self.row.get_level_display()}"


class RecordResults(OfEntry, RowForm):
    form_class = forms.ResultsForm
    title = "登记考试成绩"
    button = "登记成绩"
    success_message = "成绩已登记。全部科目合格的，可以登记证书。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "entry": self.row}

    def run(self, form):
        return services.record_results(entry=self.row, by=self.actor, **form.given())


class Certify(OfEntry, RowForm):
    form_class = forms.CertifyForm
    title = "登记职业水平证书"
    button = "登记证书"
    success_message = "证书已登记。请在一年内办理首次登记。"
    hint = "全部科目合格后登记证书，人员名册和津贴名单随之更新。"

    def run(self, form):
        return services.certify(entry=self.row, by=self.actor, **form.cleaned_data)


class WithdrawEntry(OfEntry, RowDeed):
    success_message = "报名已撤销。"

    def run(self):
        return services.withdraw_entry(entry=self.row, by=self.actor)
