"""Complaints without an account: find the station, write, ask with the receipt code. Rate-limited, no captcha."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from liangzhan.access.actor import Actor
from liangzhan.access.addresses import client_address
from liangzhan.staff.choices.complaints import PublicTry
from liangzhan.staff.forms.ethics import CodeForm, ComplaintForm, FindStationForm
from liangzhan.staff.public_limits import count_try, too_often
from liangzhan.staff.queries.complaints import complaint_by_code, open_to_public, public_facts
from liangzhan.staff.services.complaints import receive_complaint
from liangzhan.toolkit.errors import RuleBroken

# Nobody's name or address: who complains is not in the record of deeds either, also when he is signed in.
COMPLAINER = Actor.system("投诉页面")
FOUND = 30
TOO_MANY = "今天从这个网络提交的投诉太多。请明天再试，或电话、当面向受理单位反映。"


class ComplaintStart(TemplateView):
    """`?q=`: stations by name; the other ways to complain stand beside."""

    template_name = "staff/complaint_start.html"

    def get_context_data(self, **kwargs):
        form = FindStationForm(self.request.GET or None)
        found = None
        if form.is_bound and form.is_valid():
            found = list(open_to_public(form.cleaned_data["q"])[:FOUND])
        return super().get_context_data(form=form, found=found, **kwargs)


class PublicForm(FormView):
    """What is wrong comes back with its sentence; too often is said as such."""

    def form_invalid(self, form, status=422):
        return self.render_to_response(self.get_context_data(form=form), status=status)


class ComplaintWrite(PublicForm):
    """Three things are asked for; the answer shows the receipt code, once."""

    form_class = ComplaintForm
    template_name = "staff/complaint_write.html"

    @cached_property
    def station(self):
        return get_object_or_404(open_to_public(""), pk=self.kwargs["station"])

    def form_valid(self, form):
        address = client_address(self.request)
        if too_often(PublicTry.WRITE, address):
            form.add_error(None, TOO_MANY)
            return self.form_invalid(form, status=429)
        try:
            row, code = receive_complaint(station=self.station, by=COMPLAINER, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, " ".join(refusal.reasons))
            return self.form_invalid(form)
        count_try(PublicTry.WRITE, address)
        return self.response_class(self.request, ["staff/complaint_receipt.html"], {"row": row, "code": code})

    def get_context_data(self, **kwargs):
        return super().get_context_data(station=self.station, **kwargs)


class ComplaintStatus(PublicForm):
    """How far it is, for whoever has the code. The code is posted, never in the address."""

    form_class = CodeForm
    template_name = "staff/complaint_status.html"

    def form_valid(self, form):
        address = client_address(self.request)
        if too_often(PublicTry.CODE, address):
            form.add_error(None, "查询码输错的次数太多，请一小时后再试。")
            return self.form_invalid(form, status=429)
        row = complaint_by_code(form.cleaned_data["code"])
        if row is None:
            count_try(PublicTry.CODE, address)
            form.add_error("code", "没有找到这个查询码，请核对。")
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, facts=public_facts(row)))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"facts": None, **kwargs})
