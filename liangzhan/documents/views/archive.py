"""The register of files: list, one file, what may be done to it, who looked."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedList
from liangzhan.documents.exports import consultation_slip
from liangzhan.documents.forms.archive import ArchiveFilter, ConsultationForm, ExtendForm, ReasonForm
from liangzhan.documents.queries.archive import consultations, href_of, items, narrowed, stand_of
from liangzhan.documents.services.archive import consult, end_consultation, extend, freeze, unfreeze
from liangzhan.toolkit.periods import today


class ArchiveList(ScopedList):
    """What the station keeps; the latest closed first."""

    action = Action.ARCHIVE_VIEW
    queryset = items()
    template_name = "documents/archive_list.html"
    title = "服务档案"
    filter_form = ArchiveFilter
    order = ("-closed_on", "-pk")

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen, today())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        on = today()
        return {**context, "lines": [(one, *stand_of(one, on)) for one in context["rows"]]}


class OfItem:
    """The row is a file; after a deed back to its page."""

    def get_rows(self):
        return items()

    def get_subtitle(self):
        return self.row.number

    def get_success_url(self):
        return reverse("documents:archive-item", args=[self.row.pk])


class ArchiveItemPage(OfItem, ScopedDetail):
    action = Action.ARCHIVE_VIEW
    template_name = "documents/archive_item.html"

    def get_title(self):
        return self.row.title

    def get_context_data(self, **kwargs):
        row, on = self.row, today()
        words, tone = stand_of(row, on)
        asked = list(consultations().filter(item=row).order_by("-pk")[:50])
        manages = self.actor.may_at(Action.ARCHIVE_MANAGE, code=row.division_code, station_id=row.station)
        href = href_of(row, self.actor)
        return super().get_context_data(
            words=words, tone=tone, asked=asked, manages=manages, href=href, on=on, **kwargs
        )


class ItemForm(OfItem, RowForm):
    action = Action.ARCHIVE_MANAGE
    template_name = "documents/archive_form.html"
    form_class = ReasonForm
    hint = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint=self.hint, back=self.get_success_url(), **kwargs)


class ArchiveFreeze(ItemForm):
    title = "冻结档案"
    button = "冻结"
    success_message = "已冻结。解除以前不能销毁。"
    hint = "有争议、投诉、诉讼或查处时冻结：期限满了也不会销毁，直到您解除。"

    def run(self, form):
        return freeze(item=self.row, by=self.actor, **form.cleaned_data)


class ArchiveUnfreeze(ItemForm):
    title = "解除冻结"
    button = "解除冻结"
    success_message = "已解除冻结。"

    def run(self, form):
        return unfreeze(item=self.row, by=self.actor, **form.cleaned_data)


class ArchiveExtend(ItemForm):
    form_class = ExtendForm
    title = "延长保管期限"
    button = "延长"
    success_message = "已延长保管期限。"
    hint = "只能延长，不能缩短。"

    def run(self, form):
        return extend(item=self.row, by=self.actor, **form.cleaned_data)


class ConsultationAdd(ItemForm):
    form_class = ConsultationForm
    title = "登记查阅"
    button = "批准查阅"
    success_message = "已批准并登记。请打印查阅单，由查阅人签字。"
    hint = "外来人员查阅须有介绍信或公函。您批准后打印查阅单，在本站当面查阅，不带走。"

    def run(self, form):
        return consult(item=self.row, by=self.actor, **form.cleaned_data)


class OfConsultation:
    """The row is a consultation; its file is the page to go back to."""

    def get_rows(self):
        return consultations()

    def get_success_url(self):
        return reverse("documents:archive-item", args=[self.row.item_id])


class ConsultationSlip(OfConsultation, ScopedDetail):
    """To be signed by the reader."""

    action = Action.ARCHIVE_VIEW

    def get(self, request, *args, **kwargs):
        response = HttpResponse(consultation_slip(self.row), content_type="application/pdf")
        response["Content-Disposition"] = content_disposition_header(False, f"查阅单 {self.row.number}.pdf")
        return response


class ConsultationEnd(OfConsultation, RowDeed):
    action = Action.ARCHIVE_MANAGE
    success_message = "已登记查阅完毕。"

    def run(self):
        return end_consultation(consultation=self.row, by=self.actor)
