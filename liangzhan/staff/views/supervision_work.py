"""Agenda and agreed actions."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedForm
from liangzhan.staff.forms.supervision import AgendaForm, CheckForm, PostponeForm, ResultForm
from liangzhan.staff.queries.supervision import visible_actions, visible_agenda, voucher_href
from liangzhan.staff.services import agenda, supervision_work
from liangzhan.staff.views.supervision import OfSession
from liangzhan.toolkit.periods import today


def home_of(actor):
    """Back to the desk for whoever supervises, to one's own page otherwise."""
    return reverse("staff:supervision-home")


class AgendaAdd(ScopedForm):
    action = Action.STAFF_OWN
    form_class = AgendaForm
    template_name = "staff/supervision_form.html"
    title = "提出督导议题"
    button = "提出议题"
    success_message = "已列入督导议题，督导安排时会看到。"

    def run(self, form):
        return agenda.add_own_item(by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:supervision-own")

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint="", back=self.get_success_url(), **kwargs)


class OfItem:
    action = Action.SUPERVISION_VIEW

    def get_rows(self):
        return visible_agenda(self.actor, today())

    def get_success_url(self):
        return home_of(self.actor)


class AgendaOpen(OfItem, ScopedDetail):
    """To the page of the flagged work, as far as the reader may read it (a supervisor: without the client)."""

    def get(self, request, *args, **kwargs):
        href = voucher_href(self.row.voucher, self.actor)
        if not href:
            raise Http404("这项工作没有您可以查看的页面。")
        return HttpResponseRedirect(href)


class AgendaPostpone(OfItem, RowForm):
    form_class = PostponeForm
    template_name = "staff/supervision_form.html"
    title = "暂缓议题"
    button = "暂缓"
    success_message = "已暂缓。"

    def get_subtitle(self):
        return str(self.row)

    def run(self, form):
        return agenda.postpone_item(item=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint=self.row.note, back=self.get_success_url(), **kwargs)


class AgendaSettle(OfItem, RowDeed):
    success_message = "已了结。"

    def run(self):
        return agenda.settle_item(item=self.row, by=self.actor)


class OfAction:
    """An action that the reader may see; its text and date on top."""

    template_name = "staff/action_form.html"

    def get_rows(self):
        return visible_actions(self.actor, today()).select_related("session__supervisor", "worker__person")

    def get_success_url(self):
        return home_of(self.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), **kwargs)


class ActionFinish(OfAction, RowForm):
    action = Action.STAFF_OWN
    form_class = ResultForm
    title = "填写落实情况"
    button = "已落实"
    success_message = "已记下，督导会核对。"

    def run(self, form):
        return supervision_work.finish_action(action=self.row, by=self.actor, **form.cleaned_data)


class ActionCheck(OfAction, RowForm):
    action = Action.SUPERVISION_RECORD
    form_class = CheckForm
    title = "核对落实情况"
    button = "保存核对结果"
    success_message = "已保存。"

    def run(self, form):
        note = form.cleaned_data["note"]
        service = supervision_work.check_action if form.cleaned_data["settled"] else supervision_work.return_action
        return service(action=self.row, note=note, by=self.actor)


class ActionDrop(OfSession, RowDeed):
    """`action_pk` is an action of this very session."""

    action = Action.SUPERVISION_RECORD
    success_message = "已删除。"

    def run(self):
        found = next((one for one in self.row.actions.order_by("id") if one.pk == self.kwargs["item"]), None)
        if found is None:
            raise Http404("没有这项行动。")
        return supervision_work.drop_action(action=found, by=self.actor)
