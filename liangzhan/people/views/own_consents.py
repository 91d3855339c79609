"""One's own consents: given and taken back by the person, signed in (PIPL §14, §15)."""

from django.http import Http404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, ScopedForm
from liangzhan.people.choices import ConsentWay
from liangzhan.people.forms.consent import OwnConsentForm
from liangzhan.people.queries.consents import own_consent, own_lines, own_stations, person_of, words_for
from liangzhan.people.services.consents import give_consent, withdraw_consent
from liangzhan.people.views.consents import purpose_of
from liangzhan.toolkit.periods import today


class OwnConsents(Page):
    """What one has agreed to, station by station, each purpose by itself."""

    action = Action.OWN_ACCOUNT
    template_name = "people/own_consents.html"
    title = "我的同意书"

    def get_context_data(self, **kwargs):
        person = person_of(self.actor)
        return super().get_context_data(person=person, lines=own_lines(person) if person else [], **kwargs)


class AtStation:
    """(person, station): oneself, at a station that knows one, else 404."""

    @cached_property
    def place(self):
        person = person_of(self.actor)
        found = next((one for one in own_stations(person) if one.pk == self.kwargs["pk"]), None) if person else None
        if found is None:
            raise Http404("这个站点没有登记您的信息。")
        return person, found


class OwnConsentGive(AtStation, ScopedForm):
    """The words in full, then one's own yes."""

    action = Action.OWN_ACCOUNT
    form_class = OwnConsentForm
    template_name = "people/own_consent_form.html"
    button = "我同意"
    success_message = "已登记您的同意。您可以随时在这里撤回。"
    success_url = reverse_lazy("people:own-consents")

    def get_title(self):
        return f"同意书：{purpose_of(self.kwargs['purpose']).label}"

    def get_context_data(self, **kwargs):
        station = self.place[1]
        words = words_for(purpose_of(self.kwargs["purpose"]), today(), station.name)
        return super().get_context_data(station=station, words=words, back=self.success_url, **kwargs)

    def run(self, form):
        person, station = self.place
        purpose = purpose_of(self.kwargs["purpose"])
        return give_consent(person=person, station=station, purpose=purpose, way=ConsentWay.ONLINE, by=self.actor)


class OwnConsentWithdraw(RowDeed):
    """Taking back is as easy as giving: one button, no reason asked."""

    action = Action.OWN_ACCOUNT
    success_message = "已撤回，站点会收到提示并处理您的信息。撤回前已进行的服务不受影响。"

    @cached_property
    def row(self):
        found = own_consent(self.actor, self.kwargs["uuid"])
        if found is None:
            raise Http404("没有找到这项同意。")
        return found

    def run(self):
        return withdraw_consent(consent=self.row, by=self.actor)

    def get_success_url(self):
        return reverse("people:own-consents")
