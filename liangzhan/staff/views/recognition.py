"""The county recognises trained workers as 社会工作专业人才."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedList
from liangzhan.staff.forms.qualification import DecisionForm
from liangzhan.staff.queries.qualification import recognitions_waiting
from liangzhan.staff.queries.roll import stations_of
from liangzhan.staff.services.recognition import decide_recognition
from liangzhan.staff.views.worker import WORKERS
from liangzhan.toolkit.periods import today


class RecognitionList(ScopedList):
    """Who waits for the county's word, the longest first."""

    action = Action.STAFF_RECOGNISE
    order = ("saved_at", "pk")
    template_name = "staff/recognitions.html"
    title = "专业人才认定"

    def get_rows(self):
        return recognitions_waiting(self.scope)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "stations": stations_of([row.pk for row in context["rows"]], today())}


class RecognitionDecide(RowForm):
    action = Action.STAFF_RECOGNISE
    queryset = WORKERS
    form_class = DecisionForm
    template_name = "staff/recognition_decide.html"
    title = "认定社会工作专业人才"
    button = "提交认定结果"

    def get_subtitle(self):
        return self.row.display_name

    def run(self, form):
        return decide_recognition(worker=self.row, by=self.actor, **form.cleaned_data)

    def get_success_message(self):
        return f"{self.row.display_name}的认定结果已登记，本人和站长会收到提醒。"

    def get_success_url(self):
        return reverse("staff:recognitions")

    def get_context_data(self, **kwargs):
        return super().get_context_data(stations=stations_of([self.row.pk], today()), **kwargs)
