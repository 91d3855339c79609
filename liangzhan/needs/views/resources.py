"""The ledger of resources: list, one resource, its uses."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.documents.rules import XLSX
from liangzhan.documents.views import stream
from liangzhan.needs.exports.resources import resources_workbook
from liangzhan.needs.forms.resources import ReasonForm, ResourceFilters, ResourceForm, UseForm
from liangzhan.needs.queries.projects import nameless
from liangzhan.needs.queries.resource_list import (
    narrowed,
    needs_to_answer,
    projects_to_name,
    resource_rows,
    rows_for,
    use_rows,
    uses_shown,
)
from liangzhan.needs.services import resources, uses
from liangzhan.needs.services.exporting import note_export
from liangzhan.needs.views.parts import AtStations, ByUuid, as_file, note_words_read
from liangzhan.toolkit.periods import today


class ResourceList(ScopedList):
    action = Action.NEED_VIEW
    filter_form = ResourceFilters
    order = ("kind", "name", "pk")
    template_name = "needs/resource_list.html"
    title = "社区资源"

    def get_rows(self):
        return resource_rows().within(self.scope, self.action)

    def get_filtered(self):
        form, rows = super().get_filtered()
        return form, rows if form.is_bound and form.is_valid() else narrowed(rows, {}, today())

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen, today())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        lines = rows_for(context["rows"], today())
        return {**context, "lines": lines, "manages": self.actor.may(Action.NEED_MANAGE)}


class ResourceExport(ResourceList):
    """What is filtered, as a workbook without contacts."""

    def get(self, request, *args, **kwargs):
        form, rows = self.get_filtered()
        content, count = resources_workbook(rows.order_by("kind", "name", "pk"))
        chosen = {k: v for k, v in form.cleaned_data.items() if v} if form.is_bound and form.is_valid() else {}
        note_export(filters=chosen, rows=count, by=self.actor, what="resources")
        return as_file(content, XLSX, "社区资源{day}.xlsx")


class OfResource(ByUuid):
    manage_action = Action.NEED_MANAGE

    def get_rows(self):
        return resource_rows()

    def get_success_url(self):
        return reverse("needs:resource-page", kwargs={"uuid": self.row.uuid})


class ResourcePage(OfResource, ScopedDetail):
    action = Action.NEED_VIEW
    template_name = "needs/resource_page.html"

    def get_title(self):
        return self.row.name

    def get_context_data(self, **kwargs):
        line = rows_for([self.row], today())[0]
        return super().get_context_data(line=line, uses=uses_shown(self.row), **kwargs)


class ResourceAgreement(OfResource, ScopedDetail):
    """The agreement, for whoever manages the resources of the station."""

    action = Action.NEED_VIEW

    def get(self, request, *args, **kwargs):
        if self.row.agreement is None or not self.manages:
            raise Http404("没有协议，或者您不能查看。")
        return stream(self.row.agreement)


class ResourceAdd(AtStations, ScopedForm):
    action = Action.NEED_MANAGE
    form_class = ResourceForm
    template_name = "needs/resource_form.html"
    title = "登记资源"
    button = "登记"
    success_message = "资源已登记。用到时请登记每次使用。"

    def run(self, form):
        given = form.cleaned_data
        told = {"station": given["station"], "form_key": given["form_key"], "agreement": given["agreement"]}
        return resources.save_resource(facts=form.facts(), by=self.actor, **told)

    def get_success_url(self):
        return reverse("needs:resource-page", kwargs={"uuid": self.result.uuid})


class ResourceRowForm(OfResource, RowForm):
    action = Action.NEED_MANAGE
    template_name = "needs/resource_form.html"


class ResourceEdit(ResourceRowForm):
    form_class = ResourceForm
    title = "更正资源"
    success_message = "已更正，今天确认可用。"

    def get_initial(self):
        return {name: getattr(self.row, name) for name in ResourceForm.base_fields if name != "agreement"}

    def run(self, form):
        told = {"station": self.row.station, "form_key": self.row.form_key, "agreement": form.cleaned_data["agreement"]}
        return resources.save_resource(facts=form.facts(), resource=self.row, by=self.actor, **told)


class ResourceConfirm(OfResource, RowDeed):
    action = Action.NEED_MANAGE
    success_message = "已确认今天仍可用。"

    def run(self):
        return resources.confirm_resource(resource=self.row, by=self.actor)


class ResourceResume(OfResource, RowDeed):
    action = Action.NEED_MANAGE
    success_message = "已恢复，今天确认可用。"

    def run(self):
        return resources.resume_resource(resource=self.row, by=self.actor)


class ResourceEnd(ResourceRowForm):
    form_class = ReasonForm
    title = "停用资源"
    button = "停用"
    success_message = "已停用，以前的使用记录保留。"

    def run(self, form):
        return resources.end_resource(resource=self.row, by=self.actor, **form.cleaned_data)


class UseAdd(ResourceRowForm):
    form_class = UseForm
    title = "登记使用"
    button = "登记"
    success_message = "已登记。有价值凭据的已计入链接资源。"

    def get_form_kwargs(self):
        station = self.row.station
        return {**super().get_form_kwargs(), "needs": needs_to_answer(station), "projects": projects_to_name(station)}

    def get_context_data(self, **kwargs):
        note_words_read("needs:use-add", nameless(needs_to_answer(self.row.station)), self.actor)
        return super().get_context_data(**kwargs)

    def run(self, form):
        return uses.record_use(resource=self.row, by=self.actor, **form.told())


class OfUse(ByUuid):
    manage_action = Action.NEED_MANAGE

    def get_rows(self):
        return use_rows()

    def get_success_url(self):
        return reverse("needs:resource-page", kwargs={"uuid": self.row.resource.uuid})


class UseEdit(OfUse, RowForm):
    action = Action.NEED_MANAGE
    form_class = UseForm
    template_name = "needs/resource_form.html"
    title = "更正使用"
    success_message = "已更正，台账同步更新。"

    @cached_property
    def offered(self):
        return {"needs": needs_to_answer(self.row.station), "projects": projects_to_name(self.row.station)}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), **self.offered}

    def get_context_data(self, **kwargs):
        note_words_read("needs:use-edit", nameless(self.offered["needs"]), self.actor)
        return super().get_context_data(**kwargs)

    def get_initial(self):
        return {name: getattr(self.row, name) for name in UseForm.base_fields}

    def run(self, form):
        told = form.told()
        told.pop("form_key")
        return uses.correct_use(use=self.row, by=self.actor, **told)


class UseWithdraw(OfUse, RowForm):
    action = Action.NEED_MANAGE
    form_class = ReasonForm
    template_name = "needs/resource_form.html"
    title = "撤销使用"
    button = "撤销这次使用"
    success_message = "已撤销，台账已冲回，记录和理由仍然保留。"

    def run(self, form):
        return uses.withdraw_use(use=self.row, by=self.actor, **form.cleaned_data)
