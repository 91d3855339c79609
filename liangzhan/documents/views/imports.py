"""What the import of any workbook looks like: preview of one's own upload, its errors, the job, what was refused.

A room says how its workbook is read and shown; whoever uploaded it, and nobody else, reaches these pages.
"""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from liangzhan.access.views import Page, ScopedForm
from liangzhan.documents.queries import job_of, kept_file, open_file, own_file
from liangzhan.documents.rules import XLSX
from liangzhan.documents.views.stream import stream
from liangzhan.toolkit.spreadsheets import error_workbook


def workbook_response(content, name):
    """A workbook to download under a Chinese name."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


class OwnWorkbook:
    """The workbook of this very user, else 404. `read_workbook` returns (table with every reason, what is planned)."""

    missing = "没有找到这份工作簿。"

    @cached_property
    def kept(self):
        found = own_file(self.kwargs["uuid"], self.actor)
        if found is None:
            raise Http404(self.missing)
        return found

    @cached_property
    def read(self):
        return self.read_workbook(open_file(self.kept))

    def read_workbook(self, content):
        raise NotImplementedError


class ImportPreview(OwnWorkbook, ScopedForm):
    """What the import would do, row by row, before anything is written; `run` starts the job at `job_page`."""

    success_message = ""
    job_page = ""

    def shown(self, table, planned):
        """What the template reads."""
        raise NotImplementedError

    def get_success_url(self):
        return reverse(self.job_page, kwargs={"uuid": self.result.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.shown(*self.read), uuid=self.kept.uuid, **kwargs)


class ImportErrors(OwnWorkbook, Page):
    """The user's own rows back with the reasons, ready to mend and upload again."""

    file_name = ""

    def get(self, request, *args, **kwargs):
        return workbook_response(error_workbook(self.read[0]), self.file_name)


class OwnImport:
    """The import of this very user, else 404."""

    task = ""

    @cached_property
    def job(self):
        found = job_of(self.actor.uuid, self.kwargs["uuid"])
        if found is None or found.task != self.task:
            raise Http404("没有找到这个任务。")
        return found


class ImportJob(OwnImport, Page):
    """Progress and result; the page may be left and comes back. The fragment it asks for again is a page of its own."""

    title = "导入进度"

    def get_context_data(self, **kwargs):
        return super().get_context_data(job=self.job, **kwargs)


class ImportResult(OwnImport, Page):
    """The workbook of refused rows that the job left."""

    def get(self, request, *args, **kwargs):
        kept = kept_file(self.job.file_uuid) if self.job.file_uuid else None
        if kept is None:
            raise Http404("这次导入没有问题清单。")
        return stream(kept, inline=False)
