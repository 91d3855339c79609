"""Streaming for the owning rooms; verification for everybody."""

from urllib.parse import quote

from django.http import Http404, HttpResponse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import jobs_of, open_file
from liangzhan.toolkit.models import Job


def stream(kept: KeptFile, *, inline: bool = True) -> HttpResponse:
    """Send a kept file under its own title. The caller has checked its own row first."""
    try:
        content = open_file(kept)
    except FileNotFoundError as fault:
        raise Http404("文件已登记，但存储中找不到，请联系系统管理员。") from fault
    response = HttpResponse(content, content_type=kept.media_type)
    name = quote(f"{kept.title}.{kept.extension}")
    response["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{name}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=300"
    return response


class JobMixin:
    """A job of the asker's own; anybody else's does not exist."""

    @property
    def job(self):
        found = Job.objects.filter(uuid=self.kwargs["uuid"]).first()
        if found is None or found.created_by.uuid != self.actor.uuid:
            raise Http404("没有找到这项任务，或者它不是您发起的。")
        return found


class JobPage(JobMixin, Page):
    """Progress and result of long work; the fragment asks again every two seconds until it is finished."""

    action = Action.JOB_VIEW
    template_name = "documents/job_page.html"

    def get_template_names(self):
        return ["documents/job.html"] if self.request.headers.get("HX-Request") else [self.template_name]

    def get_context_data(self, **kwargs):
        job = self.job
        return super().get_context_data(title=job.title, job=job, **kwargs)


class JobFile(JobMixin, Page):
    """The file a job left (a workbook of errors, slips, a report), for its creator only."""

    action = Action.JOB_VIEW

    def get(self, request, *args, **kwargs):
        kept = KeptFile.objects.filter(uuid=self.job.file_uuid).first() if self.job.file_uuid else None
        if kept is None:
            raise Http404("这项任务没有结果文件。")
        return stream(kept, inline=False)


class JobList(Page):
    """The asker's own jobs, newest first."""

    action = Action.JOB_VIEW
    template_name = "documents/job_list.html"
    title = "我的后台任务"

    def get_context_data(self, **kwargs):
        mine = list(jobs_of(self.actor.uuid)[:50])
        return super().get_context_data(jobs=mine, **kwargs)
