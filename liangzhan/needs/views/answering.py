"""The page residents answer on: no account, no script, no name; rate-limited; shows nothing of anybody."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from liangzhan.access.actor import Actor
from liangzhan.access.addresses import client_address
from liangzhan.needs.forms.surveys import AnswerForm
from liangzhan.needs.instrument import NOTICE, QUESTIONS
from liangzhan.needs.public_limits import count_answer, too_often
from liangzhan.needs.queries.surveys import survey_by_code
from liangzhan.needs.rules.surveys import closed_words, is_open
from liangzhan.needs.services.answers import receive_answer
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

# Nobody's name or address: who answers is not in the record of deeds, also when he is signed in.
RESIDENT = Actor.system("居民问卷")
MONTHS = 60 * 60 * 24 * 90
TOO_MANY = "今天从这个网络提交的答卷太多。请明天再填，或到站里领取纸质问卷。"


class OfCode:
    """The survey of a public address, or 404."""

    @cached_property
    def survey(self):
        found = survey_by_code(self.kwargs["code"])
        if found is None:
            raise Http404("没有这份问卷，请核对链接。")
        return found

    def get_context_data(self, **kwargs):
        return super().get_context_data(survey=self.survey, **kwargs)


class Thanking(OfCode, FormView):
    """Thanks, and a cookie that says this phone has answered: softly, for others of the family may too."""

    @property
    def cookie(self):
        return f"answered-{self.survey.pk}"

    def thanks(self):
        response = HttpResponseRedirect(reverse("needs:answered", args=[self.survey.code]))
        response.set_cookie(
            self.cookie, "1", max_age=MONTHS, samesite="Lax", secure=self.request.is_secure(), httponly=True
        )
        return response


class Shown(Thanking):
    """Open, closed with the result in words, or filled in on this phone already."""

    def form_invalid(self, form, status=422):
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs):
        row, day = self.survey, today()
        told = {
            "questions": QUESTIONS,
            "notice": NOTICE,
            "open": is_open(row.state, row.starts_on, row.ends_on, today=day),
        }
        told["closed"] = closed_words(row.state, row.starts_on, row.ends_on, today=day)
        seen = self.cookie in self.request.COOKIES and "again" not in self.request.GET and self.request.method == "GET"
        return super().get_context_data(**told, seen=seen, **kwargs)


class Answer(Shown):
    """15 questions on one long page; what is wrong comes back with its sentence and nothing is lost."""

    form_class = AnswerForm
    template_name = "needs/answer.html"

    def form_valid(self, form):
        given = form.cleaned_data
        if given["website"]:  # only a machine fills the trap: it is thanked, and nothing is written
            return self.thanks()
        if too_often(client_address(self.request), self.survey.division_code):
            form.add_error(None, TOO_MANY)
            return self.form_invalid(form, status=429)
        contact = given["contact"] if given["wants_call"] else ""
        told = {"sheet": form.sheet(), "form_key": given["form_key"], "contact": contact}
        try:
            receive_answer(survey=self.survey, by=RESIDENT, **told)
        except RuleBroken as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, " ".join(refusal.reasons))
            return self.form_invalid(form)
        count_answer(client_address(self.request))
        return self.thanks()


class Answered(OfCode, TemplateView):
    """Thanks."""

    template_name = "needs/answered.html"
