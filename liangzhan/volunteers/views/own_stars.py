"""A volunteer's own stars and awards, and the yes to the publicity."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from liangzhan.access.views import Page
from liangzhan.credentials.queries.persons import awards_of
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.queries.certificates_own import own_hours
from liangzhan.volunteers.queries.stars import own_stars
from liangzhan.volunteers.rules.stars import star_words
from liangzhan.volunteers.services.stars import agree_star, decline_star
from liangzhan.volunteers.settings_certificates import ladder_at
from liangzhan.volunteers.views.own_register import Own


class OwnStars(Own, Page):
    template_name = "volunteers/own_stars.html"
    title = "我的星级和表彰"

    def get_context_data(self, **kwargs):
        row = self.row
        rows, awards = own_stars(row), awards_of([row.person_id])[row.person_id]
        words = {one.pk: star_words(one.stars) for one in rows}
        ladder = [(star_words(at), hours) for at, hours in enumerate(ladder_at(today(), row.division_code).hours, 1)]
        shown = {"words": words, "ladder": ladder, "hours": own_hours(row)}
        return super().get_context_data(rows=rows, awards=awards, shown=shown, **kwargs)


class OwnWord(Own, Page):
    """One's own word on one's own proposal, by one tap; any other is 404."""

    http_method_names = ["post", "options"]
    said = ""

    def post(self, request, *args, **kwargs):
        found = next((one for one in own_stars(self.row) if one.uuid == self.kwargs["uuid"]), None)
        if found is None:
            raise Http404("没有这项提名，或者它不是您的。")
        try:
            self.tell(found)
            messages.success(request, self.said)
        except RuleBroken as refusal:
            messages.error(request, " ".join(refusal.reasons))
        return HttpResponseRedirect(reverse("volunteers:own-stars"))


class OwnAgree(OwnWord):
    """同意公示。"""

    said = "已同意公示。公示期满、评定以后会告诉您。"

    def tell(self, found):
        agree_star(proposal=found, by=self.actor)


class OwnDecline(OwnWord):
    """不同意公示，或者撤回同意。"""

    said = "已按您的意思停止，不再公示；不影响您参加志愿服务。"

    def tell(self, found):
        decline_star(proposal=found, by=self.actor)
