"""Stars: the station proposes, the county makes public and decides, everybody reads what is public."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.people.queries.cards import faces_of
from liangzhan.toolkit.keyset import page_of
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.forms.stars import DecideStarForm, ObjectionForm, ProposeForm, RateForm, StarFilters
from liangzhan.volunteers.queries.star_history import history_of
from liangzhan.volunteers.queries.stars import candidate_of, candidates, public_rows, public_star, star_rows
from liangzhan.volunteers.rules.hours import hours_text
from liangzhan.volunteers.rules.stars import star_words
from liangzhan.volunteers.services.ratings import rate_service
from liangzhan.volunteers.services.stars import (
    agree_star,
    decide_star,
    decline_star,
    note_objection,
    propose_star,
    publish_star,
)
from liangzhan.volunteers.settings_certificates import ladder_at
from liangzhan.volunteers.views.register import OfVolunteer


class StarList(ScopedList):
    """Proposals of the reader's area, the latest first."""

    action = Action.HOURS_VIEW
    filter_form = StarFilters
    template_name = "volunteers/star_list.html"
    title = "星级志愿者"
    order = ("-pk",)

    def get_rows(self):
        return star_rows(self.scope, self.action)

    def narrow(self, rows, chosen):
        return rows.filter(state=chosen["state"]) if chosen["state"] else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        faces = faces_of([row.volunteer.person for row in context["rows"]], self.actor)
        words = {row.pk: star_words(row.stars) for row in context["rows"]}
        proposes = self.actor.may(Action.STAR_PROPOSE)
        return {**context, "faces": faces, "words": words, "proposes": proposes}


class StarCandidates(Page):
    """Whose hours reach a star, and what is lacking. A list to look through, no ranking of persons."""

    action = Action.STAR_PROPOSE
    template_name = "volunteers/star_candidates.html"
    title = "可以提名的志愿者"

    def get_context_data(self, **kwargs):
        rows = candidates(self.scope)
        faces = faces_of([one.volunteer.person for one in rows], self.actor)
        place = rows[0].volunteer.division_code if rows else ""
        return super().get_context_data(rows=rows, faces=faces, ladder=ladder_at(today(), place), **kwargs)


class OfCandidate(OfVolunteer):
    """A volunteer of the reader's stations who reaches a star nobody proposed yet, or 404."""

    @cached_property
    def candidate(self):
        found = candidate_of(self.row)
        if found is None:
            raise Http404("这名志愿者的时长还没有达到新的星级，或者已经提名。")
        return found


class StarPropose(OfCandidate, ScopedForm):
    action = Action.STAR_PROPOSE
    form_class = ProposeForm
    template_name = "volunteers/register_form.html"
    button = "提名"
    success_message = "已提名，已请本人看看是否同意公示。"

    def get_title(self):
        return f"提名为{self.candidate.words}"

    def run(self, form):
        return propose_star(volunteer=self.row, stars=self.candidate.stars, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("volunteers:star-page", kwargs={"uuid": self.result.uuid})

    def get_context_data(self, **kwargs):
        hint = f"已核实 {self.candidate.hours} 小时。提名以后要本人同意、公示、评定。"
        return super().get_context_data(back=reverse("volunteers:star-candidates"), hint=hint, **kwargs)


class ServiceRate(OfVolunteer, ScopedForm):
    """服务质量评价 of everything that nobody rated yet."""

    action = Action.HOURS_CONFIRM
    form_class = RateForm
    template_name = "volunteers/register_form.html"
    title = "评价服务质量"
    success_message = "已评价。"

    def run(self, form):
        return rate_service(volunteer=self.row, quality=int(form.cleaned_data["quality"]), by=self.actor)

    def get_success_url(self):
        return reverse("volunteers:star-candidates")

    def get_context_data(self, **kwargs):
        hint = "评价这名志愿者在本站已核实、还没有评价的服务；已有的评价不变。"
        return super().get_context_data(back=self.get_success_url(), hint=hint, **kwargs)


class OfStar:
    """One proposal within the reader's scope, or 404."""

    @cached_property
    def row(self):
        found = star_rows(self.scope, self.action).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这项提名，或者不在您的范围内。")
        return found

    def get_success_url(self):
        return reverse("volunteers:star-page", kwargs={"uuid": self.row.uuid})


class StarPage(OfStar, ScopedDetail):
    action = Action.HOURS_VIEW
    template_name = "volunteers/star_page.html"

    def get_title(self):
        return star_words(self.row.stars)

    def get_context_data(self, **kwargs):
        row = self.row
        place = {"code": row.division_code, "station_id": row.station_id}
        may = {one: self.actor.may_at(verb, **place) for one, verb in self.verbs.items()}
        face = faces_of([row.volunteer.person], self.actor)[row.volunteer.person_id]
        shown = {
            "face": face,
            "hours": hours_text(row.minutes),
            "over": row.public_ends_on and today() > row.public_ends_on,
        }
        return super().get_context_data(may=may, shown=shown, history=history_of(row), **kwargs)

    verbs = {"proposes": Action.STAR_PROPOSE, "decides": Action.STAR_DECIDE}


class StarAgree(OfStar, RowDeed):
    """The volunteer came to the station and signed."""

    action = Action.STAR_PROPOSE
    success_message = "已登记本人同意公示。"

    def run(self):
        return agree_star(proposal=self.row, by=self.actor)


class StarDecline(OfStar, RowDeed):
    """The volunteer said no at the station."""

    action = Action.STAR_PROPOSE
    success_message = "已登记本人不同意公示，这项提名结束。"

    def run(self):
        return decline_star(proposal=self.row, by=self.actor)


class StarPublish(OfStar, RowDeed):
    action = Action.STAR_DECIDE
    success_message = "已开始公示。"

    def run(self):
        return publish_star(proposal=self.row, by=self.actor)


class StarForm(OfStar, RowForm):
    action = Action.STAR_DECIDE
    template_name = "volunteers/register_form.html"
    hint = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=self.hint, **kwargs)


class StarObject(StarForm):
    form_class = ObjectionForm
    title = "登记公示意见"
    button = "登记"
    success_message = "已登记，评定时要写明核实情况。"

    def run(self, form):
        return note_objection(proposal=self.row, by=self.actor, **form.cleaned_data)


class StarDecide(StarForm):
    form_class = DecideStarForm
    title = "评定"
    button = "提交"
    hint = "公示期满后才能评定；结果和意见本人会看到。"
    success_message = "已评定，已告诉本人。"

    def run(self, form):
        return decide_star(proposal=self.row, by=self.actor, **form.told())


class StarsPublic(TemplateView):
    """公示: masked names, the star, the days, how to object."""

    template_name = "volunteers/stars_public.html"

    def get_context_data(self, **kwargs):
        page = page_of(public_rows(), order=("-pk",), cursor=self.request.GET.get("cursor", ""), size=50)
        return super().get_context_data(page=page, rows=[public_star(row) for row in page.items], **kwargs)
