"""Inviting many: a workbook, its preview, a job that opens the accounts and prints the slips."""

from functools import cached_property
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.accounts.forms.people import BulkForm
from liangzhan.accounts.imports.users import read_invitees, template
from liangzhan.accounts.queries import own_upload
from liangzhan.accounts.services.bulk import start_invitations
from liangzhan.accounts.views.users import download
from liangzhan.documents.queries import open_file
from liangzhan.documents.services import keep_file
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import error_workbook


class BulkUpload(ScopedForm):
    """The workbook is kept and shown; nothing is opened yet."""

    action = Action.GRANT_MANAGE
    template_name = "accounts/bulk_upload.html"
    title = "批量邀请"
    subtitle = "一张表邀请一个县的全部用户：先预览，核对无误后再开通。"
    form_class = BulkForm
    button = "上传并预览"
    success_message = ""

    def run(self, form):
        kept = keep_file(upload=form.cleaned_data["file"], title="批量邀请名单", kind="workbook", by=self.actor)
        read_invitees(open_file(kept), actor=self.actor, on=today())
        return kept

    def get_success_url(self):
        return reverse("accounts:bulk-preview", kwargs={"uuid": self.result.uuid})


class BulkTemplate(Page):
    """An empty workbook."""

    action = Action.GRANT_MANAGE

    def get(self, request, *args, **kwargs):
        return download(template(self.actor), "批量邀请名单模板.xlsx")


class UploadMixin:
    """The workbook this very actor uploaded, read again."""

    @cached_property
    def kept(self):
        found = own_upload(UUID(str(self.kwargs["uuid"])), self.actor)
        if found is None:
            raise Http404("没有这份上传的名单，请重新上传。")
        return found

    @cached_property
    def invitees(self):
        return read_invitees(open_file(self.kept), actor=self.actor, on=today())


class BulkPreview(UploadMixin, ScopedForm):
    """What will be opened, or what is wrong; the button starts the job."""

    action = Action.GRANT_MANAGE
    template_name = "accounts/bulk_preview.html"
    title = "批量邀请预览"
    form_class = forms.Form
    success_message = ""

    def run(self, form):
        address = self.request.build_absolute_uri(reverse("accounts:accept-invitation"))
        self.invitees.table.insist()
        return start_invitations(file=self.kept, count=len(self.invitees.people), address=address, by=self.actor)

    def get_success_url(self):
        return reverse("documents:job", kwargs={"uuid": self.result.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(found=self.invitees, uuid=self.kwargs["uuid"], **kwargs)


class BulkErrors(UploadMixin, Page):
    """The user's own rows back, with what is wrong marked."""

    action = Action.GRANT_MANAGE

    def get(self, request, *args, **kwargs):
        if self.invitees.table.ok:
            return HttpResponseRedirect(reverse("accounts:bulk-preview", kwargs=self.kwargs))
        return download(error_workbook(self.invitees.table), "批量邀请问题清单.xlsx")
