"""A volunteer's own certificates on the phone: see what it will say, one tap, done."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.views import Page, ScopedForm
from liangzhan.documents.views.stream import stream
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.exports.certificates import certificate_pdf, check_page
from liangzhan.volunteers.forms.certificates import IssueForm, PeriodForm, SealForm
from liangzhan.volunteers.queries.certificates import changes_since, own_certificates
from liangzhan.volunteers.queries.certificates_own import choice_of, own_certificate, own_hours
from liangzhan.volunteers.rules.certificates import check_code
from liangzhan.volunteers.services.certificates import ask_seal, issue_certificate
from liangzhan.volunteers.views.own_register import Own


def pdf_response(certificate):
    """The paper, streamed and kept nowhere; 404 when its content was deleted."""
    if certificate.erased:
        raise Http404("这份证明的内容已按本人要求删除。")
    response = HttpResponse(certificate_pdf(certificate), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="certificate-{certificate.number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


class OwnCertificates(Own, Page):
    """Hours so far, certificates, and one button."""

    template_name = "volunteers/own_certificates.html"
    title = "我的时长和证明"

    def get_context_data(self, **kwargs):
        rows = list(own_certificates(self.row)[:20])
        return super().get_context_data(row=self.row, rows=rows, hours=own_hours(self.row), **kwargs)


class ChoosesPeriod:
    """The period asked for in the address, what it would say; `?replaces=` offers a new one for an old one."""

    form_class = IssueForm

    @cached_property
    def replaced(self):
        return own_certificate(self.row, self.request.GET.get("replaces", ""))

    @cached_property
    def choice(self):
        asked = PeriodForm(self.request.GET)
        return choice_of(self.row, asked.cleaned_data if asked.is_valid() else {}, self.replaced, by=self.actor)

    def get_initial(self):
        return self.choice.initial if self.request.method == "GET" else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(choice=self.choice, replaced=self.replaced, **kwargs)

    def run(self, form):
        return issue_certificate(volunteer=self.row, replaces=self.replaced, by=self.actor, **form.cleaned_data)


class OwnIssue(Own, ChoosesPeriod, ScopedForm):
    """See what it will say, one tap."""

    template_name = "volunteers/own_issue.html"
    title = "开具志愿服务证明"
    success_message = "证明已出具，可以下载或打印。"

    def get_success_url(self):
        return reverse("volunteers:own-certificate", kwargs={"uuid": self.result.uuid})


class OfOwnCertificate(Own):
    """One certificate of one's own, or 404."""

    @cached_property
    def certificate(self):
        found = own_certificate(self.row, self.kwargs["uuid"])
        if found is None:
            raise Http404("没有这份证明，或者它不是您的。")
        return found

    def get_success_url(self):
        return reverse("volunteers:own-certificate", kwargs={"uuid": self.certificate.uuid})


class OwnCertificate(OfOwnCertificate, Page):
    template_name = "volunteers/own_certificate.html"
    title = "志愿服务证明"

    def get_context_data(self, **kwargs):
        one = self.certificate
        shown = {"code": check_code(one.digest), "page": check_page(), "changes": changes_since(one)}
        seals = list(one.seals.all())
        return super().get_context_data(one=one, shown=shown, seals=seals, form=SealForm(), **kwargs)


class OwnPdf(OfOwnCertificate, Page):
    def get(self, request, *args, **kwargs):
        return pdf_response(self.certificate)


class OwnScan(OfOwnCertificate, Page):
    """The sealed paper as the committee kept it."""

    def get(self, request, *args, **kwargs):
        scan = next((one.scan for one in self.certificate.seals.all() if one.scan), None)
        if scan is None:
            raise Http404("这份证明还没有盖章件。")
        return stream(scan)


class OwnSeal(OfOwnCertificate, Page):
    """申请盖章: one tap, only where it is needed."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        try:
            ask_seal(certificate=self.certificate, purpose=request.POST.get("purpose", ""), by=self.actor)
            messages.success(request, "已提出盖章申请，办好后会告诉您。")
        except RuleBroken as refusal:
            messages.error(request, " ".join(refusal.reasons))
        return HttpResponseRedirect(self.get_success_url())
