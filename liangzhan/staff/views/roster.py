"""Importing people: upload, preview, confirm, progress, the workbook of what was refused."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.documents.queries import open_file
from liangzhan.documents.views import stream
from liangzhan.staff.choices.posts import Employment, PostRole, RosterFate
from liangzhan.staff.forms.roster import PeopleConfirmForm, PeopleRosterForm
from liangzhan.staff.imports.roster import mark_refused, people_template, read_people
from liangzhan.staff.queries.roster import planned_rows
from liangzhan.staff.queries.roster_files import kept_roster, own_job, own_roster
from liangzhan.staff.services.roster_upload import keep_people_roster, start_people_import
from liangzhan.stations.views.roster import workbook_response
from liangzhan.toolkit.spreadsheets import error_workbook

SHOWN = 100  # rows of the preview


class PeopleUpload(ScopedForm):
    action = Action.STAFF_IMPORT
    form_class = PeopleRosterForm
    template_name = "staff/people_upload.html"
    title = "导入人员名册"
    button = "上传并预览"
    success_message = ""

    def run(self, form):
        return keep_people_roster(workbook=form.cleaned_data["workbook"], by=self.actor)

    def get_success_url(self):
        return reverse("staff:people-preview", kwargs={"uuid": self.result.uuid})


class PeopleTemplate(Page):
    action = Action.STAFF_IMPORT

    def get(self, request, *args, **kwargs):
        return workbook_response(people_template(), "人员名册模板.xlsx")


class OwnPeopleRoster:
    """The workbook of this very user, else 404."""

    @cached_property
    def kept(self):
        found = own_roster(self.kwargs["uuid"], self.actor)
        if found is None:
            raise Http404("没有找到这份名册；导入结束后上传的工作簿即删除。")
        return found

    @cached_property
    def read(self):
        """(table with every reason, planned rows)."""
        table, rows = read_people(open_file(self.kept))
        plans = planned_rows(rows, self.scope)
        mark_refused(table, plans)
        return table, plans


def preview_of(table, plans):
    """Counts by fate, the wrong rows, the first good ones."""
    fresh = [plan for plan in plans if plan.fate == RosterFate.MAKE]
    return {
        "table": table,
        "wrong": [row for row in table.rows if row.problems],
        "known": sum(plan.fate == RosterFate.SKIP for plan in plans),
        "plans": fresh[:SHOWN],
        "total": len(fresh),
        "roles": dict(PostRole.choices),
        "employments": dict(Employment.choices),
    }


class PeoplePreview(OwnPeopleRoster, ScopedForm):
    """What the import would do, row by row, before anything is written."""

    action = Action.STAFF_IMPORT
    form_class = PeopleConfirmForm
    template_name = "staff/people_preview.html"
    title = "名册预览"
    success_message = ""

    def run(self, form):
        return start_people_import(kept=self.kept, by=self.actor)

    def get_success_url(self):
        return reverse("staff:people-job", kwargs={"uuid": self.result.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(**preview_of(*self.read), uuid=self.kept.uuid, **kwargs)


class PeopleErrors(OwnPeopleRoster, Page):
    """The user's own rows back with the reasons, ready to mend and upload again."""

    action = Action.STAFF_IMPORT

    def get(self, request, *args, **kwargs):
        table, _ = self.read
        return workbook_response(error_workbook(table), "人员名册问题清单.xlsx")


class OwnPeopleJob:
    @cached_property
    def job(self):
        found = own_job(self.kwargs["uuid"], self.actor)
        if found is None:
            raise Http404("没有找到这个任务。")
        return found


class PeopleJob(OwnPeopleJob, Page):
    """Progress and result; the page may be left and comes back."""

    action = Action.STAFF_IMPORT
    template_name = "staff/people_job.html"
    title = "导入进度"

    def get_context_data(self, **kwargs):
        return super().get_context_data(job=self.job, **kwargs)


class PeopleProgress(PeopleJob):
    """The fragment that the page asks for again."""

    template_name = "staff/job.html"


class PeopleResult(OwnPeopleJob, Page):
    """The workbook of refused rows that the job left."""

    action = Action.STAFF_IMPORT

    def get(self, request, *args, **kwargs):
        kept = kept_roster(self.job.file_uuid) if self.job.file_uuid else None
        if kept is None:
            raise Http404("这次导入没有问题清单。")
        return stream(kept, inline=False)
