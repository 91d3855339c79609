"""K-05: the code to scan, paper totals; the public page without account."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.addresses import client_address
from liangzhan.access.views import Page, RowDeed, RowForm
from liangzhan.activities.forms.activity import PaperRatingForm, RateForm
from liangzhan.activities.queries.activity_ratings import comments_of, public_sheet, sheet_within
from liangzhan.activities.rules.activity_ratings import SCORE_WORDS, rating_problem, satisfaction_of
from liangzhan.activities.services.activity_ratings import TOO_MANY, end_ratings, open_ratings, rate, save_paper_ratings
from liangzhan.activities.views.activity_section import OfActivity, OfGroup, found
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.qr import svg

RATER = Actor.system("满意度评价页面")  # who answered is not in the record of deeds, also when he is signed in


class OpenRatings:
    success_message = "评价已开放。请让参加的人扫码，没有手机的用纸质评价表。"

    def run(self):
        return open_ratings(plan=self.row, by=self.actor)

    def get_success_url(self):
        sheet = getattr(self, "result", None)
        return reverse("activities:ratings-page", args=[sheet.pk]) if sheet else super().get_success_url()


class ActivityRatingsOpen(OpenRatings, OfActivity, RowDeed):
    """Of an activity."""


class GroupRatingsOpen(OpenRatings, OfGroup, RowDeed):
    """Of a group."""


class OfSheet:
    action = Action.ACTIVITY_MANAGE

    @cached_property
    def row(self):
        return found(sheet_within(self.scope, self.kwargs["pk"]))

    def get_subtitle(self):
        return str(self.row)

    def get_success_url(self):
        return reverse("activities:ratings-page", args=[self.row.pk])


class RatingsPage(OfSheet, Page):
    """The code, the numbers, the words that people left."""

    template_name = "activities/ratings_page.html"
    title = "满意度"

    def get_context_data(self, **kwargs):
        row = self.row
        address = self.request.build_absolute_uri(reverse("activities:rate", args=[row.token]))
        plan = row.activity or row.group
        page = "activities:activity-page" if row.activity_id else "activities:group-page"
        shown = {"address": address, "picture": svg(address), "words": SCORE_WORDS, "open": row.open_to_on >= today()}
        shown |= {"satisfaction": satisfaction_of(row.counts, fewest=1), "comments": comments_of(row)}
        return super().get_context_data(row=row, back=reverse(page, args=[plan.uuid]), **shown, **kwargs)


class RatingsPaper(OfSheet, RowForm):
    form_class = PaperRatingForm
    template_name = "activities/plan_form.html"
    title = "录入纸质评价"
    success_message = "纸质评价已录入。"

    def get_initial(self):
        return {f"paper_{score}": getattr(self.row, f"paper_{score}") for score in SCORE_WORDS}

    def run(self, form):
        scan = form.cleaned_data["scan"] or None
        return save_paper_ratings(sheet=self.row, counts=form.counts(), scan=scan, by=self.actor)

    def get_context_data(self, **kwargs):
        hint = "按分数填份数；再次录入会替换上一次的数字。"
        return super().get_context_data(back=self.get_success_url(), hint=hint, **kwargs)


class RatingsEnd(OfSheet, RowDeed):
    success_message = "已停止线上评价。"

    def run(self):
        return end_ratings(sheet=self.row, by=self.actor)


class OfToken(FormView):
    """The ratings behind an address that everybody may have."""

    @cached_property
    def sheet(self):
        return found(public_sheet(self.kwargs["token"]))

    def form_invalid(self, form, status=422):
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs):
        sheet = self.sheet
        closed = rating_problem(5, day=today(), held_on=sheet.held_on, open_to_on=sheet.open_to_on)
        return super().get_context_data(sheet=sheet, closed=closed, **kwargs)


class Rate(OfToken):
    """One tap on a phone. No name, no account; how often one network answers is limited."""

    form_class = RateForm
    template_name = "activities/rate.html"

    def form_valid(self, form):
        given = {**form.cleaned_data, "score": int(form.cleaned_data["score"])}
        try:
            rate(sheet=self.sheet, asker=client_address(self.request), by=RATER, **given)
        except RuleBroken as refusal:
            form.add_error(None, " ".join(refusal.reasons))
            return self.form_invalid(form, status=429 if TOO_MANY in refusal.reasons else 422)
        return HttpResponseRedirect(reverse("activities:rated"))


class Rated(TemplateView):
    template_name = "activities/rated.html"
