"""Importing people: upload, preview, confirm, progress, the workbook of what was refused."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.documents.forms.workbook import ConfirmImportForm
from liangzhan.documents.views.imports import (
    ImportErrors,
    ImportJob,
    ImportPreview,
    ImportResult,
    OwnWorkbook,
    workbook_response,
)
from liangzhan.staff.choices.posts import Employment, PostRole, RosterFate
from liangzhan.staff.forms.roster import PeopleRosterForm
from liangzhan.staff.imports.roster import mark_refused, people_template, read_people
from liangzhan.staff.queries.roster import planned_rows
from liangzhan.staff.services.roster_upload import TASK, keep_people_roster, start_people_import

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


class OwnPeopleRoster(OwnWorkbook):
    """Rows matched with stations and persons of the reader's reach."""

    action = Action.STAFF_IMPORT
    missing = "没有找到这份名册；导入结束后上传的工作簿即删除。"

    def read_workbook(self, content):
        table, rows = read_people(content)
        plans = planned_rows(rows, self.scope)
        mark_refused(table, plans)
        return table, plans


class PeoplePreview(OwnPeopleRoster, ImportPreview):
    form_class = ConfirmImportForm
    template_name = "staff/people_preview.html"
    title = "名册预览"
    job_page = "staff:people-job"

    def run(self, form):
        return start_people_import(kept=self.kept, by=self.actor)

    def shown(self, table, planned):
        """Counts by fate, the wrong rows, the first good ones."""
        fresh = [plan for plan in planned if plan.fate == RosterFate.MAKE]
        return {
            "table": table,
            "wrong": [row for row in table.rows if row.problems],
            "known": sum(plan.fate == RosterFate.SKIP for plan in planned),
            "plans": fresh[:SHOWN],
            "total": len(fresh),
            "roles": dict(PostRole.choices),
            "employments": dict(Employment.choices),
        }


class PeopleErrors(OwnPeopleRoster, ImportErrors):
    file_name = "人员名册问题清单.xlsx"


class PeopleJob(ImportJob):
    action = Action.STAFF_IMPORT
    task = TASK
    template_name = "staff/people_job.html"


class PeopleProgress(PeopleJob):
    """The fragment that the page asks for again."""

    template_name = "staff/job.html"


class PeopleResult(ImportResult):
    action = Action.STAFF_IMPORT
    task = TASK
