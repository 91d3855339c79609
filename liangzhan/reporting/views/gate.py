"""报表准入: ask, see what is there and what the rest costs, submit, decide; the register for every station."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedForm, ScopedList
from liangzhan.reporting.forms.gate import AskForm, DecideForm, SubmitForm, UrgentForm
from liangzhan.reporting.queries.gate import asked_twice, column_of, in_force_count, register, requests
from liangzhan.reporting.queries.places import area_of
from liangzhan.reporting.rules.gate_match import meanings
from liangzhan.reporting.services import gate


class TableList(ScopedList):
    """Public to every station: whoever asks for what, on which ground, until when, and what it costs."""

    action = Action.FIGURE_VIEW
    order = ("-asked_at", "-pk")
    template_name = "reporting/table_list.html"
    title = "报表准入登记"

    def get_rows(self):
        return register()

    def get_context_data(self, **kwargs):
        asks = self.actor.may(Action.TABLE_ASK)
        return super().get_context_data(asks=asks, total=in_force_count(), twice=asked_twice(), **kwargs)


class AskTable(ScopedForm):
    action = Action.TABLE_ASK
    form_class = AskForm
    template_name = "reporting/ask_table.html"
    title = "要一张新表"
    button = "上传并比对"
    success_message = "已逐栏比对。已有的可以马上下载，没有的须写明依据和到期日。"

    @cached_property
    def area(self):
        found = area_of(self.actor, "")
        if found is None:
            raise Http404("您没有可以要表的地区。")
        return found

    def run(self, form):
        given = dict(form.cleaned_data)
        return gate.ask_table(content=given.pop("file"), area=self.area, by=self.actor, **given)

    def get_success_url(self):
        return reverse("reporting:table-page", kwargs={"uuid": self.result.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(area=self.area, **kwargs)


class OfRequest:
    """One request of the address; reading it is open to every station, deeds stay within the reader's area."""

    queryset = None

    @cached_property
    def row(self):
        rows = register() if self.action == Action.FIGURE_VIEW else requests().within(self.scope, self.action)
        found = rows.filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这张表，或者它不在您的范围内。")
        return found

    def get_success_url(self):
        return reverse("reporting:table-page", kwargs={"uuid": self.row.uuid})


class TablePage(OfRequest, Page):
    action = Action.FIGURE_VIEW
    template_name = "reporting/table_page.html"

    def get_title(self):
        return self.row.title

    def get_context_data(self, **kwargs):
        here = {"code": self.row.division_code}
        asks, decides = self.actor.may_at(Action.TABLE_ASK, **here), self.actor.may_at(Action.TABLE_DECIDE, **here)
        own = self.row.asked_by.uuid == self.actor.uuid
        columns = list(self.row.columns.order_by("position"))
        return super().get_context_data(
            row=self.row,
            columns=columns,
            meanings=meanings(),
            asks=asks,
            decides=decides and not own,
            own=own,
            **kwargs,
        )


class FillTable(OfRequest, RowDeed):
    """What is there, as the table was asked for."""

    action = Action.TABLE_ASK
    success_message = "正在生成，完成后在这里下载。"

    def run(self):
        return gate.fill_table(request=self.row, by=self.actor)

    def get_success_url(self):
        made = getattr(self, "result", None)
        return reverse("documents:job", kwargs={"uuid": made.uuid}) if made else super().get_success_url()


class SubmitTable(OfRequest, RowForm):
    action = Action.TABLE_ASK
    form_class = SubmitForm
    template_name = "reporting/table_form.html"
    title = "写明依据和到期日"
    button = "提交审定"
    success_message = "已提交，请另一名工作人员审定；审定前站点不会被要求填报。"

    def run(self, form):
        return gate.submit_table(request=self.row, by=self.actor, **form.cleaned_data)


class StartUrgent(OfRequest, RowForm):
    action = Action.TABLE_ASK
    form_class = UrgentForm
    template_name = "reporting/table_form.html"
    title = "先发后补"
    button = "先行下发"
    success_message = "已先行下发。请在期限内补齐依据、到期日和审定，否则自动停止。"

    def run(self, form):
        return gate.start_urgent(request=self.row, by=self.actor, **form.cleaned_data)


class DecideTable(OfRequest, RowForm):
    action = Action.TABLE_DECIDE
    form_class = DecideForm
    template_name = "reporting/table_form.html"
    title = "审定报表准入"
    button = "提交审定结果"
    success_message = "已审定，结果已登记，所有站点可以查看。"

    def run(self, form):
        return gate.decide_table(request=self.row, by=self.actor, **form.cleaned_data)


class WithdrawTable(OfRequest, RowDeed):
    action = Action.TABLE_ASK
    success_message = "已撤回，站点不再填报这张表。"

    def run(self):
        return gate.withdraw_table(request=self.row, by=self.actor)


class SettleColumn(OfRequest, RowDeed):
    action = Action.TABLE_ASK
    success_message = "已确认这一栏。"

    def run(self):
        column = column_of(self.row, self.kwargs["position"])
        if column is None:
            raise Http404("没有这一栏。")
        return gate.settle_column(column=column, same=self.request.POST.get("same") == "yes", by=self.actor)
