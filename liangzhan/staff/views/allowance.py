"""Pages of the allowance lists: all lists, one list with its reasons, its way to the county, the year."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.staff.choices.talent import ListState
from liangzhan.staff.exports.allowance import allowance_workbook, lines_in, list_paper
from liangzhan.staff.forms import allowance as forms
from liangzhan.staff.models import AllowanceLine, AllowanceList
from liangzhan.staff.payments import payment_of
from liangzhan.staff.queries.allowance import (
    chosen_lists,
    holds_of_station,
    lines_of,
    months_of_year,
    stations_for_lists,
    with_sums,
    workers_for_adjustment,
)
from liangzhan.staff.queries.allowance_page import least_shown, lists_with_lines, reads_lines, rights_on
from liangzhan.staff.rules.allowance import OPEN
from liangzhan.staff.services import allowance as services
from liangzhan.staff.services.exporting import note_allowance_export
from liangzhan.staff.views.appraisal import paper, workbook
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import moves_of

LISTS = AllowanceList.objects.select_related("station")
LINES = AllowanceLine.objects.select_related("allowance_list__station")


class AllowanceListList(ScopedList):
    """Lists in reach; the officer ticks those that wait for him."""

    action = Action.TALENT_VIEW
    queryset = LISTS
    filter_form = forms.ListFilters
    order = ("-month", "division_code", "pk")
    template_name = "staff/allowance_list_list.html"
    title = "职业津贴"

    def get_rows(self):
        return with_sums(super().get_rows())

    def narrow(self, rows, chosen):
        return rows.filter(**{name: value for name, value in chosen.items() if value})

    def get_context_data(self, **kwargs):
        context = super().get_context_data(states=ListState, least=least_shown(), **kwargs)
        return {**context, "near": {row.pk for row in context["rows"] if reads_lines(self.actor, row)}}


class AllowanceExport(AllowanceListList):
    """Lines of the lists one works on."""

    def get(self, request, *args, **kwargs):
        _, rows = self.get_filtered()
        lines = list(lines_in(lists_with_lines(self.scope, rows)))
        note_allowance_export(filters=request.GET.urlencode()[:200], rows=len(lines), by=self.actor)
        return workbook(allowance_workbook(lines), f"职业津贴名单{today():%Y%m%d}.xlsx")


class Close:
    """What one person gets is opened only by those who work on the list; everybody else reads the sums."""

    @cached_property
    def row(self):
        if not reads_lines(self.actor, found := super().row):
            raise Http404("个人津贴名单由站点、街道和县级办理，其他人员只看汇总。")
        return found


class AllowancePage(Close, ScopedDetail):
    """One list: who has it and why, who has not and what to do."""

    action = Action.TALENT_VIEW
    queryset = LISTS
    template_name = "staff/allowance_page.html"

    def get_title(self):
        return f"{self.row.month} 职业津贴名单"

    def get_context_data(self, **kwargs):
        lines = lines_of(self.row)
        return super().get_context_data(
            lines=lines,
            total=sum(line.fen for line in lines),
            persons=len({line.worker_id for line in lines if line.eligible and line.for_month == self.row.month}),
            rights=rights_on(self.actor, self.row),
            is_open=self.row.state in OPEN,
            holds=holds_of_station(self.row.station),
            moves=moves_of(self.row),
            labels=dict(ListState.choices),
            payment=payment_of(self.row, self.actor),
            **kwargs,
        )


class AllowancePaper(AllowancePage):
    def get(self, request, *args, **kwargs):
        return paper(list_paper(self.row, lines_of(self.row)), f"{self.row.month}职业津贴名单.pdf")


class AllowanceYear(Page):
    """Twelve months with persons and sums."""

    action = Action.TALENT_VIEW
    template_name = "staff/allowance_year.html"

    @cached_property
    def year(self):
        given = self.request.GET.get("year", "")
        return int(given) if given.isdigit() and 2020 <= int(given) <= today().year else today().year

    def get_title(self):
        return f"{self.year} 年职业津贴"

    def get_context_data(self, **kwargs):
        rows = months_of_year(self.scope, self.year)
        whole = {name: sum(row[name] for row in rows) for name in ("fen", "paid_fen")}
        return super().get_context_data(rows=rows, whole=whole, year=self.year, **kwargs)


class DraftAllowance(ScopedForm):
    """By hand, for a month that the night has not drafted."""

    action = Action.ALLOWANCE_DRAFT
    form_class = forms.DraftForm
    template_name = "staff/plain_form.html"
    title = "生成职业津贴名单"
    button = "生成名单"
    success_message = "名单已生成，请核对后提交街道。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": stations_for_lists(self.scope)}

    def run(self, form):
        return services.draft_list(by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:allowance-page", args=[self.result.pk])

    def get_context_data(self, **kwargs):
        hint = "每月初平台自动生成上月名单；这里用于补做以前的月份。"
        return super().get_context_data(back=reverse("staff:allowance-list"), hint=hint, **kwargs)


class OfList:
    """A deed about a list comes back to it."""

    queryset = LISTS
    template_name = "staff/plain_form.html"

    def get_subtitle(self):
        return f"{self.row.station.name} · {self.row.month}"

    def get_success_url(self):
        return reverse("staff:allowance-page", args=[self.row.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=getattr(self, "hint", ""), **kwargs)


class RefreshAllowance(OfList, RowDeed):
    action = Action.ALLOWANCE_DRAFT
    success_message = "已按最新的人员、证书和标准重新核对。"

    def run(self):
        return services.draft_list(station=self.row.station, month=self.row.month, by=self.actor)


class SubmitAllowance(OfList, RowDeed):
    action = Action.ALLOWANCE_DRAFT
    success_message = "名单已提交，等待街道审核。"

    def run(self):
        return services.submit_list(held=self.row, by=self.actor)


class ReviewAllowance(OfList, RowDeed):
    action = Action.ALLOWANCE_REVIEW
    success_message = "已审核，等待县级核准。"

    def run(self):
        return services.review_list(held=self.row, by=self.actor)


class ReturnAllowance(OfList, RowForm):
    """By the street."""

    action = Action.ALLOWANCE_REVIEW
    form_class = forms.ReturnListForm
    title = "退回职业津贴名单"
    button = "退回"
    success_message = "已退回，站点会看到您的理由。"

    def run(self, form):
        return services.return_list(held=self.row, by=self.actor, **form.cleaned_data)


class ReturnAllowanceByCounty(ReturnAllowance):
    action = Action.ALLOWANCE_APPROVE


class ChosenLists:
    """The ticked lists, their numbers in the address (?pk=1&pk=2), shown with their sums before the deed."""

    action = Action.ALLOWANCE_APPROVE
    template_name = "staff/allowance_confirm.html"

    @cached_property
    def lists(self):
        found = chosen_lists(self.scope, self.action, self.state, self.request.GET.getlist("pk"))
        if not found:
            raise Http404("没有选中可以办理的名单，请返回名单页重新选择。")
        return found

    def get_success_url(self):
        return reverse("staff:allowance-list")

    def get_context_data(self, **kwargs):
        total = sum(one.total_fen for one in self.lists)
        return super().get_context_data(lists=self.lists, total=total, back=self.get_success_url(), **kwargs)


class ApproveAllowance(ChosenLists, ScopedForm):
    form_class = forms.NoFields
    title = "核准职业津贴名单"
    button = "核准这些名单"
    state = ListState.REVIEWED

    def run(self, form):
        return services.approve_lists(lists=self.lists, by=self.actor)

    def get_success_message(self):
        return f"已核准 {len(self.lists)} 份名单。发放后请登记发放日期。"


class PayAllowance(ChosenLists, ScopedForm):
    form_class = forms.PayForm
    title = "登记职业津贴发放"
    button = "登记发放"
    state = ListState.APPROVED

    def run(self, form):
        return services.mark_paid(lists=self.lists, by=self.actor, **form.cleaned_data)

    def get_success_message(self):
        return f"已登记 {len(self.lists)} 份名单的发放日期。"


class AdjustAllowance(OfList, RowForm):
    action = Action.ALLOWANCE_DRAFT
    form_class = forms.AdjustForm
    title = "补发或扣回"
    button = "加入名单"
    success_message = "已加入名单。"
    hint = "用于更正已核准的以前月份，列入本月名单一起审核。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "workers": workers_for_adjustment(self.row)}

    def run(self, form):
        return services.add_adjustment(held=self.row, by=self.actor, **form.given())


class RemoveAdjustment(RowDeed):
    """`pk` is the line's."""

    action = Action.ALLOWANCE_DRAFT
    queryset = LINES
    success_message = "已从名单删除。"

    def run(self):
        return services.remove_adjustment(line=self.row, by=self.actor)

    def get_success_url(self):
        return reverse("staff:allowance-page", args=[self.row.allowance_list_id])
