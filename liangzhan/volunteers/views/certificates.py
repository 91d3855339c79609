"""The keeper's certificates: for whoever has no phone, and to take a wrong one back."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.documents.views.stream import stream
from liangzhan.volunteers.exports.certificates import check_page
from liangzhan.volunteers.forms.certificates import CertificateFilters, RevokeForm
from liangzhan.volunteers.queries.certificates import (
    certificate_rows,
    certificates_shown,
    changes_since,
    names_of,
    spoilt_certificates,
)
from liangzhan.volunteers.rules.certificates import check_code
from liangzhan.volunteers.rules.hours import hours_text
from liangzhan.volunteers.services.certificates import revoke_certificate
from liangzhan.volunteers.views.own_certificates import ChoosesPeriod, pdf_response
from liangzhan.volunteers.views.register import OfVolunteer


class CertificateList(ScopedList):
    """The latest first, with masked names; those with a refused record stand out."""

    action = Action.CERTIFICATE_VIEW
    filter_form = CertificateFilters
    template_name = "volunteers/certificate_list.html"
    title = "志愿服务证明"
    order = ("-pk",)

    def get_rows(self):
        return certificate_rows(self.scope, self.action)

    def narrow(self, rows, chosen):
        return certificates_shown(rows, chosen["state"], chosen["text"])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = context["rows"]
        hours = {row.pk: hours_text(row.minutes) for row in rows}
        spoilt = list(spoilt_certificates(self.scope)[:20])
        return {**context, "names": names_of(rows), "hours": hours, "spoilt": spoilt}


class OfCertificate:
    """One certificate within the reader's scope, or 404."""

    @cached_property
    def row(self):
        found = certificate_rows(self.scope, self.action).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这份证明，或者不在您的范围内。")
        return found

    def get_success_url(self):
        return reverse("volunteers:certificate-page", kwargs={"uuid": self.row.uuid})


class CertificatePage(OfCertificate, ScopedDetail):
    action = Action.CERTIFICATE_VIEW
    template_name = "volunteers/certificate_page.html"
    title = "志愿服务证明"

    def get_subtitle(self):
        return f"{self.row.number} · {self.row.station.name}"

    def get_context_data(self, **kwargs):
        row = self.row
        issues = self.actor.may_at(Action.CERTIFICATE_ISSUE, code=row.division_code, station_id=row.station_id)
        shown = {"code": check_code(row.digest), "page": check_page(), "hours": hours_text(row.minutes)}
        shown |= {"name": names_of([row])[row.pk], "changes": changes_since(row), "issues": issues}
        seals = list(row.seals.select_related("scan").order_by("-pk"))
        return super().get_context_data(shown=shown, seals=seals, **kwargs)


class CertificatePdf(OfCertificate, Page):
    """The paper names the volunteer: whoever opens it is written down."""

    action = Action.CERTIFICATE_VIEW

    def get(self, request, *args, **kwargs):
        record_reading(page="volunteers:certificate-pdf", ids=[str(self.row.uuid)], shown_class="P3", by=self.actor)
        return pdf_response(self.row)


class CertificateScan(OfCertificate, Page):
    """The sealed paper names the volunteer as well."""

    action = Action.CERTIFICATE_VIEW

    def get(self, request, *args, **kwargs):
        seal = self.row.seals.filter(scan__isnull=False).select_related("scan").first()
        if seal is None:
            raise Http404("这份证明还没有盖章件。")
        record_reading(page="volunteers:certificate-scan", ids=[str(self.row.uuid)], shown_class="P3", by=self.actor)
        return stream(seal.scan)


class CertificateRevoke(OfCertificate, RowForm):
    action = Action.CERTIFICATE_ISSUE
    form_class = RevokeForm
    template_name = "volunteers/register_form.html"
    title = "撤销证明"
    button = "撤销"
    success_message = "已撤销，核验的人马上会看到；已告诉本人。"

    def run(self, form):
        return revoke_certificate(certificate=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        hint = "撤销后这份证明不再有效，不能恢复；记录有误的，更正后可以重新开具。"
        return super().get_context_data(back=self.get_success_url(), hint=hint, **kwargs)


class CertificateIssue(OfVolunteer, ChoosesPeriod, ScopedForm):
    """Issued at the station for a volunteer without a phone, or for a child whose guardian asks."""

    action = Action.CERTIFICATE_ISSUE
    template_name = "volunteers/certificate_issue.html"
    title = "为志愿者开具证明"
    success_message = "证明已出具，可以打印交给本人；已告诉本人。"

    def get_context_data(self, **kwargs):
        record_reading(page="volunteers:certificate-issue", ids=[str(self.row.uuid)], shown_class="P3", by=self.actor)
        back = reverse("volunteers:volunteer-page", kwargs={"uuid": self.row.uuid})
        return super().get_context_data(back=back, row=self.row, **kwargs)

    def get_success_url(self):
        return reverse("volunteers:certificate-page", kwargs={"uuid": self.result.uuid})
