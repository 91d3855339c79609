"""Insurance: the policies of a station and of the areas above it, and who is insured by name."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedForm, ScopedList
from liangzhan.people.queries.cards import faces_of
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.forms.insurance import AtPlace, MembersForm
from liangzhan.volunteers.queries.insurance import listed_at, place_of, policies_shown, policy_places
from liangzhan.volunteers.services.insurance import insure, save_policy


class PolicyList(ScopedList):
    action = Action.POLICY_MANAGE
    order = ("-ends_on", "-pk")
    template_name = "volunteers/policy_list.html"
    title = "志愿者保险"

    def get_rows(self):
        return policies_shown(self.scope)

    def get_context_data(self, **kwargs):
        own = set(self.scope.area(self.action).stations)
        return super().get_context_data(own=own, on=today(), **kwargs)


class PolicyAdd(ScopedForm):
    action = Action.POLICY_MANAGE
    form_class = AtPlace
    template_name = "volunteers/register_form.html"
    title = "登记保险"
    success_message = "保险已登记。不是统保的，请接着选择被保险人。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "places": policy_places(self.scope)}

    def run(self, form):
        place = place_of(form.cleaned_data["place"])
        return save_policy(facts=form.facts(), file=form.cleaned_data["file"], by=self.actor, **place)

    def get_success_url(self):
        return reverse("volunteers:policy-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), **kwargs)


class OfPolicy:
    """A policy with a list, of the reader's station, and whom one may put on it."""

    @cached_property
    def row(self):
        found = policies_shown(self.scope).filter(uuid=self.kwargs["uuid"], whole_area=False).first()
        if found is None:
            raise Http404("没有找到这份保险，或者不在您的范围内。")
        return found

    def get_form_kwargs(self):
        rows = list(listed_at(self.row))
        faces = faces_of([one.person for one in rows], self.actor)
        held = [str(pk) for pk in self.row.members.values_list("volunteer_id", flat=True)]
        choices = [(str(one.pk), f"{faces[one.person_id].called} {one.number[-4:]}") for one in rows]
        return {**super().get_form_kwargs(), "choices": choices, "initial": {"members": held}}


class PolicyMembers(OfPolicy, RowForm):
    """The insured list of one policy of the station."""

    action = Action.POLICY_MANAGE
    form_class = MembersForm
    template_name = "volunteers/register_form.html"
    title = "被保险人"
    success_message = "被保险人名单已保存。"

    def run(self, form):
        chosen = {int(pk) for pk in form.cleaned_data["members"]}
        listed = [one for one in listed_at(self.row) if one.pk in chosen]
        return insure(policy=self.row, volunteers=listed, by=self.actor)

    def get_success_url(self):
        return reverse("volunteers:policy-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), **kwargs)
