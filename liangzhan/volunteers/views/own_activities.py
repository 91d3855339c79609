"""A volunteer on his phone: activities open to him, signing up, his own sign-ups, stepping back."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.views import Page, ScopedForm, ScopedList
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.forms.own_activities import OpenFilters, OwnSignUpForm
from liangzhan.volunteers.queries.activity_open import (
    COUNTY,
    open_activities,
    own_sign_ups,
    reachable_by,
    reasons_for,
    stands_on,
)
from liangzhan.volunteers.queries.activity_page import conditions_of, post_lines
from liangzhan.volunteers.services.sign_ups import sign_up, withdraw
from liangzhan.volunteers.views.own_register import Own


class OwnActivities(Own, ScopedList):
    """Open in one's own county, with the reason when one may not; what one stands on says so."""

    filter_form = OpenFilters
    order = ("starts_at", "pk")
    page_size = 20
    template_name = "volunteers/own_activities.html"
    title = "找活动"

    def get_rows(self):
        return open_activities(self.row.division_code[:COUNTY]).prefetch_related("posts")

    def narrow(self, rows, chosen):
        return rows.filter(area=chosen["area"]) if chosen["area"] else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = context["rows"]
        shown = {"reasons": reasons_for(self.row, rows), "mine": stands_on(self.row, rows), "volunteer": self.row}
        return {**context, **shown}


class OfReach(Own):
    """An activity open to the reader, or one he stands on; else 404."""

    @cached_property
    def activity(self):
        found = reachable_by(self.row, self.kwargs["uuid"])
        if found is None:
            raise Http404("没有这项活动，或者它不公开招募。")
        return found

    @cached_property
    def posts(self):
        return post_lines(self.activity)

    def get_title(self):
        return self.activity.title

    def get_context_data(self, **kwargs):
        row = self.activity
        shown = {"row": row, "when": when_words(row.starts_at, row.ends_at), "posts": self.posts}
        shown |= {"conditions": conditions_of(row), "reason": reasons_for(self.row, [row])[row.pk]}
        shown |= {"mine": stands_on(self.row, [row]).get(row.pk), "state": self.row.state}
        return super().get_context_data(**shown, **kwargs)


class OwnActivity(OfReach, ScopedForm):
    """One activity and one button: posts as chips, chosen already where there is only one."""

    form_class = OwnSignUpForm
    template_name = "volunteers/own_activity.html"
    button = "报名"
    success_message = "已报名，录取结果会在“告诉您的事”里通知您。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "posts": self.posts}

    def run(self, form):
        return sign_up(activity=self.activity, volunteer=self.row, by=self.actor, **form.told())

    def get_success_url(self):
        return reverse("volunteers:own-sign-ups")


class OwnSignUps(Own, ScopedList):
    order = ("-activity__starts_at", "-pk")
    page_size = 20
    template_name = "volunteers/own_sign_ups.html"
    title = "我的报名"

    def get_rows(self):
        return own_sign_ups(self.row)


class OwnWithdraw(Own, Page):
    """Stepping back needs no reason; only one's own sign-up."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        found = own_sign_ups(self.row).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有这条报名。")
        try:
            withdraw(sign_up=found, by=self.actor)
            messages.success(request, "已退出报名，不用说明理由。")
        except RuleBroken as refusal:
            messages.error(request, " ".join(refusal.reasons))
        return HttpResponseRedirect(reverse("volunteers:own-sign-ups"))
