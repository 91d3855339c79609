"""Whoever was served says so on his own phone, without account and without name."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView

from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.forms.hours import ServedForm
from liangzhan.volunteers.services.recipients import confirm_served
from liangzhan.volunteers.views.own_register import VISITOR, Limited


class Served(Limited):
    """The code of the activity and one of five words; `?code=` from the QR."""

    form_class = ServedForm
    template_name = "volunteers/served.html"

    def get_initial(self):
        return {"code": self.request.GET.get("code", "")[:24]}

    def go_on(self, form):
        given = form.cleaned_data
        actor = self.request.actor
        told = {"code": given["code"], "rating": int(given["rating"]), "form_key": given["form_key"]}
        try:
            confirm_served(by=actor if actor.person_uuid else VISITOR, **told)
        except RuleBroken as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, " ".join(refusal.reasons))
            return self.form_invalid(form)
        return HttpResponseRedirect(reverse("volunteers:served-thanks"))


class ServedThanks(TemplateView):
    """Said once; shows nothing of anybody."""

    template_name = "volunteers/served_thanks.html"
