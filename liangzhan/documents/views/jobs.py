"""Long work of one's own: progress, result, file. Anybody else's job does not exist."""

from django.http import Http404

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.documents.queries import file_of_job, job_of, jobs_of
from liangzhan.documents.views.stream import stream
from liangzhan.toolkit.keyset import page_of


class JobMixin:
    """A job of the asker's own, or 404."""

    @property
    def job(self):
        if not hasattr(self, "_job"):
            self._job = job_of(self.actor.uuid, self.kwargs["uuid"])
        if self._job is None:
            raise Http404("没有找到这项任务，或者它不是您发起的。")
        return self._job


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
        kept = file_of_job(self.job)
        if kept is None:
            raise Http404("这项任务没有结果文件，或者文件已过期清除（结果文件只保留一天）；需要时请重新办理。")
        return stream(kept, inline=False)


class JobList(Page):
    """The asker's own jobs, newest first."""

    action = Action.JOB_VIEW
    template_name = "documents/job_list.html"
    title = "我的后台任务"

    def get_context_data(self, **kwargs):
        page = page_of(jobs_of(self.actor.uuid), order=("-id",), cursor=self.request.GET.get("cursor", ""))
        return super().get_context_data(page=page, jobs=page.items, **kwargs)
