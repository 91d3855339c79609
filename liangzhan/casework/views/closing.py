"""C-08 and C-09: asking for the closing, its page, approval and return; follow-ups."""

from contextlib import contextmanager

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail
from liangzhan.casework.forms.closing import ApproveForm, ClosingForm, FollowUpForm, ReturnForm
from liangzhan.casework.queries.closings import closing_beginning, closing_view, closings
from liangzhan.casework.queries.follow_ups import follow_ups
from liangzhan.casework.queries.papers import objectives_in_force
from liangzhan.casework.services.closings import approve_closing, close_alone, request_closing, return_closing
from liangzhan.casework.services.follow_ups import record_follow_up
from liangzhan.casework.views.case import OfCase, OfPaper
from liangzhan.toolkit.errors import RuleBroken

ASKED = "已申请结案。批准以后才算结案。"
ALONE = "本站没有第二人可以审批，个案已结案，并标明由您一人办理。请按日期回访。"
FIRST = {"scores": "scale_1", "progress": "progress_1"}


@contextmanager
def told_at_the_first():
    """Eight scores and several objectives are one thing to the rules; a refusal stands at the first of their fields."""
    try:
        yield
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field=FIRST.get(refusal.field, refusal.field)) from refusal


class ClosingAdd(OfCase, RowForm):
    """Also writes anew what was returned."""

    form_class = ClosingForm
    template_name = "casework/closing_form.html"
    title = "结案表"
    button = "申请结案"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "objectives": objectives_in_force(self.row)}

    def get_initial(self):
        return closing_beginning(self.row)

    def run(self, form):
        key = form.cleaned_data["form_key"]
        with told_at_the_first():
            return request_closing(case=self.row, facts=form.facts(), form_key=key, by=self.actor)

    def get_success_message(self):
        return ALONE if self.result.self_closed else ASKED

    def get_success_url(self):
        return reverse("casework:closing-page", args=[self.result.pk])


class OfClosing(OfPaper):
    """The row is a closing; after a deed back to its page."""

    def get_rows(self):
        return closings()

    def get_success_url(self):
        return reverse("casework:closing-page", args=[self.row.pk])


class ClosingPage(OfClosing, ScopedDetail):
    action = Action.CASE_VIEW
    template_name = "casework/closing_page.html"
    title = "结案表"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**closing_view(self.row, self.actor), **kwargs)


class ClosingApprove(OfClosing, RowForm):
    action = Action.CASE_OVERSEE
    form_class = ApproveForm
    template_name = "casework/form.html"
    title = "批准结案"
    button = "批准结案"
    success_message = "已批准，个案今天结案，并安排了回访。"

    def run(self, form):
        return approve_closing(closing=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint="批准后个案结案并计入统计，系统按设定的月份安排回访。", **kwargs)


class ClosingReturn(OfClosing, RowForm):
    action = Action.CASE_OVERSEE
    form_class = ReturnForm
    template_name = "casework/form.html"
    title = "退回结案"
    button = "退回给社工"
    success_message = "已退回，主责社工会在工作台看到。"

    def run(self, form):
        return return_closing(closing=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint="退回的理由会作为意见保留在个案中。", **kwargs)


class ClosingAlone(OfClosing, RowDeed):
    """Whoever should have approved is not there any more."""

    success_message = "已结案，并标明本站没有第二人。"

    def run(self):
        return close_alone(closing=self.row, by=self.actor)


class FollowUpDone(OfPaper, RowForm):
    form_class = FollowUpForm
    template_name = "casework/form.html"
    title = "回访"
    button = "保存回访"

    def get_rows(self):
        return follow_ups()

    def get_success_message(self):
        return "回访已保存，个案已重开。" if self.result.reopen else "回访已保存。"

    def run(self, form):
        key = form.cleaned_data["form_key"]
        return record_follow_up(follow_up=self.row, facts=form.facts(), form_key=key, by=self.actor)

    def get_context_data(self, **kwargs):
        hint = f"应于 {self.row.due_on:%Y-%m-%d} 回访。情况变差的，会自动列入督导议题。"
        return super().get_context_data(hint=hint, **kwargs)
