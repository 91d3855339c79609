"""The committee's queue of 申请盖章."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.volunteers.forms.certificates import DecideSealForm, SealFilters
from liangzhan.volunteers.queries.certificates import names_of
from liangzhan.volunteers.queries.seals import seal_rows
from liangzhan.volunteers.rules.hours import hours_text
from liangzhan.volunteers.services.certificates import decide_seal
from liangzhan.volunteers.views.own_certificates import pdf_response


class SealList(ScopedList):
    """What waits first; masked names."""

    action = Action.CERTIFICATE_SEAL
    filter_form = SealFilters
    template_name = "volunteers/seal_list.html"
    title = "证明盖章"
    order = ("-state", "-pk")

    def get_rows(self):
        return seal_rows(self.scope, self.action)

    def narrow(self, rows, chosen):
        return rows.filter(state=chosen["state"]) if chosen["state"] else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        names = names_of([row.certificate for row in context["rows"]])
        return {**context, "names": names}


class OfSeal:
    """One request of the reader's place, or 404."""

    action = Action.CERTIFICATE_SEAL

    @cached_property
    def row(self):
        found = seal_rows(self.scope, self.action).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("没有找到这项盖章申请，或者不在您的范围内。")
        return found


class SealDecide(OfSeal, RowForm):
    """Print, seal, photograph; or say why not."""

    form_class = DecideSealForm
    template_name = "volunteers/seal_decide.html"
    title = "办理盖章"
    button = "提交"
    success_message = "已办理，已告诉本人。"

    def run(self, form):
        return decide_seal(seal=self.row, by=self.actor, **form.told())

    def get_success_url(self):
        return reverse("volunteers:seal-list")

    def get_context_data(self, **kwargs):
        one = self.row.certificate
        shown = {"name": names_of([one])[one.pk], "hours": hours_text(one.minutes)}
        return super().get_context_data(one=one, shown=shown, **kwargs)


class SealPdf(OfSeal, Page):
    """The paper to be sealed; whoever opens it is written down."""

    def get(self, request, *args, **kwargs):
        one = self.row.certificate
        record_reading(page="volunteers:seal-pdf", ids=[str(one.uuid)], shown_class="P3", by=self.actor)
        return pdf_response(one)
