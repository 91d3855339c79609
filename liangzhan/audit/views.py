"""Pages of the audit administrator, and of nobody else: deeds, readings, the state of the chain."""

from django.http import HttpResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, ScopedList
from liangzhan.audit import heads
from liangzhan.audit.exports import MOST_ROWS, events_workbook
from liangzhan.audit.forms import EventFilters, ReadingFilters
from liangzhan.audit.labels import detail_words, event_label, object_words
from liangzhan.audit.queries.chain import SOURCES, head, unsealed
from liangzhan.audit.queries.search import events, readings
from liangzhan.audit.services import note_export, start_verification
from liangzhan.toolkit.periods import today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RecordList(ScopedList):
    """AUDIT_READ has no place: whoever holds it sees the whole record, so rows are not narrowed by `within`."""

    action = Action.AUDIT_READ
    order = ("-id",)

    def get_rows(self):
        return self.search({})

    def narrow(self, rows, chosen):
        return self.search(chosen)

    def get_context_data(self, **kwargs):
        words = {"event_label": event_label, "object_words": object_words, "detail_words": detail_words}
        return super().get_context_data(**words, **kwargs)


class EventList(RecordList):
    """What was done, by whom, when, to what."""

    template_name = "audit/event_list.html"
    title = "操作记录"
    filter_form = EventFilters
    search = staticmethod(events)


class ReadingList(RecordList):
    """Who looked at P3/P4 data."""

    template_name = "audit/reading_list.html"
    title = "查阅记录"
    filter_form = ReadingFilters
    search = staticmethod(readings)


class ExportEvents(EventList):
    """The filtered deeds as a workbook; taking them away is recorded as well."""

    def get(self, request, *args, **kwargs):
        form, rows = self.get_filtered()
        sentence = form.sentence()
        count = rows.order_by()[:MOST_ROWS].count()
        content = events_workbook(rows, sentence=sentence)
        note_export(filters=sentence, rows=count, by=self.actor)
        response = HttpResponse(content, content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="audit-{today():%Y%m%d}.xlsx"'
        return response


class ChainPage(Page):
    """How long the chain is, what waits for its seal, the heads written down outside the database."""

    action = Action.AUDIT_READ
    template_name = "audit/chain_page.html"
    title = "记录链"
    subtitle = "操作和查阅逐条封存，前后相扣；改动或删除任何一条，校验都会指出第一处断点。"

    def get_context_data(self, **kwargs):
        length, digest = head()
        waiting = sum(unsealed(source).count() for source in SOURCES)
        kept = heads.written_down()[-30:][::-1]
        return super().get_context_data(length=length, digest=digest, waiting=waiting, heads=kept, **kwargs)


class VerifyChain(RowDeed):
    """Start the check in the background and go to its progress."""

    action = Action.AUDIT_READ
    success_message = "校验已开始。"

    def run(self):
        return start_verification(by=self.actor)

    def get_success_url(self):
        return reverse("documents:job", kwargs={"uuid": self.result.uuid})


class ExportHeads(Page):
    """The heads written down, as plain text, to be kept somewhere else."""

    action = Action.AUDIT_READ

    def get(self, request, *args, **kwargs):
        lines = "".join(f"{one.on.isoformat()} {one.sequence} {one.digest}\n" for one in heads.written_down())
        response = HttpResponse(lines, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="audit-heads-{today():%Y%m%d}.txt"'
        return response
