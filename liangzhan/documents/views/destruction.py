"""Destroying what has expired: what is due, the list, the second approval, the deed."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.documents.forms.archive import ApproveForm, DraftForm, ReturnForm
from liangzhan.documents.queries.archive import destruction_lists, due_first, due_items, items_of_list
from liangzhan.documents.services.destruction import approve_list, draft_list, return_list, start_destruction
from liangzhan.documents.views.stream import stream
from liangzhan.toolkit.periods import today

AT_ONCE = 200


class ArchiveDue(ScopedForm):
    """Expired files, and the list that is made of them."""

    action = Action.ARCHIVE_MANAGE
    form_class = DraftForm
    template_name = "documents/archive_due.html"
    title = "期满鉴定"
    button = "报送清册"
    success_message = "清册已报送，请等待乡镇（街道）或县级批准。批准以前不会销毁。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "items": due_first(self.actor, today(), AT_ONCE)}

    def run(self, form):
        return draft_list(by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("documents:destruction-page", args=[self.result.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(any_due=due_items(self.actor, today()).exists(), **kwargs)


class OfList:
    """Lists with the number of their files."""

    def get_rows(self):
        return destruction_lists()


class DestructionLists(OfList, ScopedList):
    action = Action.ARCHIVE_MANAGE
    template_name = "documents/destruction_list.html"
    title = "销毁清册"
    order = ("-pk",)
    page_name = "documents:destruction-page"

    def get_rows(self):
        return destruction_lists().within(self.scope, self.action)

    def get_context_data(self, **kwargs):
        return super().get_context_data(page_name=self.page_name, **kwargs)


class ApprovalList(DestructionLists):
    action = Action.ARCHIVE_DESTROY
    title = "档案销毁审批"
    page_name = "documents:approval-page"


class DestructionPage(OfList, ScopedDetail):
    action = Action.ARCHIVE_MANAGE
    template_name = "documents/destruction_page.html"
    approves = False

    def get_title(self):
        return f"销毁清册 {self.row.number}"

    def get_context_data(self, **kwargs):
        items = list(items_of_list(self.row))
        return super().get_context_data(items=items, approves=self.approves, **kwargs)


class ApprovalPage(DestructionPage):
    """Numbers, kinds and days only: whoever approves does not read files."""

    action = Action.ARCHIVE_DESTROY
    approves = True


class ApproveDestruction(OfList, RowForm):
    action = Action.ARCHIVE_DESTROY
    form_class = ApproveForm
    template_name = "documents/archive_form.html"
    title = "批准销毁"
    button = "批准销毁"
    success_message = "已批准。站长执行以后会留下销毁证明。"

    def run(self, form):
        return approve_list(row=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("documents:approval-page", args=[self.row.pk])

    def get_context_data(self, **kwargs):
        hint = f"清册 {self.row.number} 共 {self.row.files} 卷。批准后由站长执行，文字内容和附件清除后不能恢复。"
        return super().get_context_data(hint=hint, back=self.get_success_url(), **kwargs)


class ReturnDestruction(ApproveDestruction):
    form_class = ReturnForm
    title = "退回清册"
    button = "退回"
    success_message = "已退回，档案继续保管。"

    def run(self, form):
        return return_list(row=self.row, by=self.actor, **form.cleaned_data)


class DestroyList(OfList, RowDeed):
    """Carries an approved list out in the background."""

    action = Action.ARCHIVE_MANAGE
    success_message = "正在销毁，完成后可以打印销毁证明。"

    def run(self):
        return start_destruction(row=self.row, by=self.actor)

    def get_success_url(self):
        job = getattr(self, "result", None)
        return (
            reverse("documents:job", args=[job.uuid])
            if job
            else reverse("documents:destruction-page", args=[self.row.pk])
        )


class DestructionPaper(OfList, ScopedDetail):
    """The certificate."""

    action = Action.ARCHIVE_MANAGE

    def get(self, request, *args, **kwargs):
        if self.row.paper is None:
            raise Http404("还没有销毁证明。")
        return stream(self.row.paper.file)


class ApprovalPaper(DestructionPaper):
    action = Action.ARCHIVE_DESTROY
