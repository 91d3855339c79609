"""A volunteer's own hours on the phone; one tap says that something is wrong."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.views import Page, ScopedForm
from liangzhan.toolkit.keyset import page_of
from liangzhan.volunteers.forms.hours import DisputeForm
from liangzhan.volunteers.queries.hours_page import own_line, own_record, own_records, own_sums, own_told
from liangzhan.volunteers.services.disputes import dispute
from liangzhan.volunteers.views.own_register import Own


class OwnHours(Own, Page):
    """Sums, and every record in words: 已核实, 待核实, 补录."""

    template_name = "volunteers/own_hours.html"
    title = "我的时长"

    def get_context_data(self, **kwargs):
        cursor = self.request.GET.get("cursor", "")
        page = page_of(own_records(self.row), order=("-served_on", "-pk"), cursor=cursor, size=30)
        lines = [own_line(one) for one in page.items]
        return super().get_context_data(sums=own_sums(self.row), lines=lines, page=page, **kwargs)


class OwnRecord(Own, ScopedForm):
    """One record: why it is believed, what was answered; 有异议 with one tap."""

    form_class = DisputeForm
    template_name = "volunteers/own_record.html"
    title = "一次服务"
    button = "提出异议"
    success_message = "已提出。站点会核对并答复您；答复以前，这条记录不计入时长。"

    @cached_property
    def record(self):
        found = own_record(self.row, self.kwargs["uuid"])
        if found is None:
            raise Http404("没有这条记录，或者它不是您的。")
        return found

    def get_context_data(self, **kwargs):
        return super().get_context_data(one=self.record, told=own_told(self.record), **kwargs)

    def run(self, form):
        return dispute(record=self.record, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("volunteers:own-record", kwargs={"uuid": self.record.uuid})
