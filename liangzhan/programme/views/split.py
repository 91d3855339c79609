"""Pages of one task: what is used of it, its history, and its division among the parts."""

from functools import cached_property

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail
from liangzhan.programme.forms.quotas import SplitForm
from liangzhan.programme.models import Quota
from liangzhan.programme.queries.pages import task_facts
from liangzhan.programme.queries.quotas import part_areas, parts_of, proposal, shares_of
from liangzhan.programme.services.quotas import split_quota
from liangzhan.programme.views.plan import RecountMixin
from liangzhan.toolkit.periods import today

QUOTAS = Quota.objects.select_related("plan__province", "division", "parent__division")


class QuotaPage(ScopedDetail):
    """One task: what is used of it, its parts, its history."""

    action = Action.PLAN_VIEW
    template_name = "programme/quota_page.html"
    queryset = QUOTAS

    def get_title(self):
        return f"{self.row.division}的任务"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**task_facts(self.row, self.actor), **kwargs)


class SplitTable(RowForm):
    """The areas and numbers of a split: as they stand, or as proposed (建议稿)."""

    action = Action.QUOTA_SPLIT
    queryset = QUOTAS
    form_class = SplitForm

    @cached_property
    def areas(self):
        return part_areas(self.row.division, today())

    @cached_property
    def parts(self):
        return {one.division_code: one for one in parts_of(self.row)}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "areas": self.areas}

    def get_initial(self):
        shares = shares_of(self.parts.values())
        if "proposal" in self.request.GET:
            shares = proposal(self.areas, sw=self.row.sw, vs=self.row.vs, on=today())
        words = {"version": self.row.version, "own_reason": self.row.own_reason}
        return {**SplitForm.initial_of(shares), **words}


class SplitQuota(RecountMixin, SplitTable):
    """Divide the task. Another officer's split in between is shown beside one's own numbers; nothing is lost."""

    template_name = "programme/split_quota.html"
    button = "确认分解"
    success_message = "任务已分解，已提醒各县（市、区）组织选址。"

    def get_title(self):
        return f"{self.row.division}分解任务"

    def run(self, form):
        facts = {"expected_version": form.cleaned_data["version"], "own_reason": form.cleaned_data["own_reason"]}
        return split_quota(quota=self.row, rows=form.shares(), **facts, by=self.actor)

    def get_success_url(self):
        return reverse("programme:quota-page", args=[self.row.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            parts=self.parts, is_proposal="proposal" in self.request.GET and self.request.method == "GET", **kwargs
        )
