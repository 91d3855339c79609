"""限制查阅的档案: a register that shows each reader his own part, and to nobody whether there is more."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedList
from liangzhan.audit.services import record_rows_read
from liangzhan.documents.exports import consultation_slip
from liangzhan.documents.forms.archive import ApproveForm, AskForm, ReturnForm
from liangzhan.documents.queries import sealed
from liangzhan.documents.queries.archive import href_of, stand_of
from liangzhan.documents.services.archive import end_consultation
from liangzhan.documents.services.sealed import approve_sealed, ask_to_destroy, return_sealed
from liangzhan.documents.views import archive
from liangzhan.documents.views.volume import BindVolume
from liangzhan.toolkit.periods import today

MISSING = "没有找到这条记录，或者它不在您的范围内。"


class SealedList(ScopedList):
    """Case files of one's own teams, crises and mandatory reports one may read; the latest closed first."""

    action = Action.ARCHIVE_SEALED
    queryset = sealed.sealed_items()
    template_name = "documents/sealed_list.html"
    title = "限制查阅档案"
    order = ("-closed_on", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        lines = [(one, *stand_of(one, today())) for one in context["rows"]]
        record_rows_read(page="documents:sealed-list", rows=context["rows"], shown_class="P4", by=self.actor)
        return {**context, "lines": lines, "waiting": sealed.waiting_for(self.actor)}


class ByUuid:
    """A running number in an address would tell how many there are."""

    def get_rows(self):
        return sealed.sealed_items()

    @cached_property
    def row(self):
        found = self.get_rows().within(self.scope, self.action).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404(MISSING)
        return found

    def get_subtitle(self):
        return self.row.number

    def get_success_url(self):
        return reverse("documents:sealed-item", args=[self.row.uuid])


class SealedItemPage(ByUuid, ScopedDetail):
    action = Action.ARCHIVE_SEALED
    template_name = "documents/sealed_item.html"

    def get_title(self):
        return self.row.title

    def get_context_data(self, **kwargs):
        row = self.row
        record_rows_read(page="documents:sealed-item", rows=[row], shown_class="P4", by=self.actor)
        words, tone = stand_of(row, today())
        shown = {"words": words, "tone": tone, "href": href_of(row, self.actor), "lasting": sealed.lasting(row)}
        shown |= {"asked": sealed.sealed_consultations(row), "requests": sealed.requests_of(row)}
        shown["manages"] = self.actor.may_at(Action.ARCHIVE_MANAGE, code=row.division_code, station_id=row.station)
        return super().get_context_data(**shown, blocked=row.blocked(today()), **kwargs)


class SealedVolume(BindVolume, ByUuid, RowDeed):
    action = Action.ARCHIVE_SEALED
    shown_class = "P4"


class SealedFreeze(ByUuid, archive.ArchiveFreeze):
    """No difference but the row."""


class SealedUnfreeze(ByUuid, archive.ArchiveUnfreeze):
    """No difference but the row."""


class SealedExtend(ByUuid, archive.ArchiveExtend):
    """No difference but the row."""


class SealedConsult(ByUuid, archive.ConsultationAdd):
    """No difference but the row."""


class OfConsultation(ByUuid):
    """`which` in the address is one of this very file."""

    action = Action.ARCHIVE_MANAGE

    @cached_property
    def consultation(self):
        found = self.row.consultations.select_related("item").filter(uuid=self.kwargs["which"]).first()
        if found is None:
            raise Http404(MISSING)
        return found


class SealedSlip(OfConsultation, ScopedDetail):
    def get(self, request, *args, **kwargs):
        response = HttpResponse(consultation_slip(self.consultation), content_type="application/pdf")
        response["Content-Disposition"] = content_disposition_header(False, f"查阅单 {self.consultation.number}.pdf")
        return response


class SealedConsultEnd(OfConsultation, RowDeed):
    success_message = "已登记查阅完毕。"

    def run(self):
        return end_consultation(consultation=self.consultation, by=self.actor)


class SealedAsk(ByUuid, archive.ItemForm):
    form_class = AskForm
    title = "申请销毁"
    button = "报送"
    success_message = "已报送。由另一位有权查阅的人，或乡镇（街道）、县级指定的专干批准，批准时内容即清除。"
    hint = "申请只有能查阅本档案的人和指定的专干看得到。专干只看到档号、种类和日期。"

    def run(self, form):
        return ask_to_destroy(item=self.row, by=self.actor, **form.cleaned_data)


class SealedApprove(ByUuid, RowForm):
    """`uuid` is that of the request."""

    action = Action.ARCHIVE_SEALED
    form_class = ApproveForm
    template_name = "documents/archive_form.html"
    title = "批准销毁"
    button = "批准并销毁"
    success_message = "已批准，内容已清除。"

    def get_rows(self):
        return sealed.sealed_requests()

    def get_subtitle(self):
        return self.row.item.number

    def run(self, form):
        return approve_sealed(row=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("documents:sealed-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint=sealed.request_words(self.row), back=self.get_success_url(), **kwargs)


class SealedReturn(SealedApprove):
    form_class = ReturnForm
    title = "退回申请"
    button = "退回"
    success_message = "已退回，档案继续保管。"

    def run(self, form):
        return return_sealed(row=self.row, by=self.actor, **form.cleaned_data)
