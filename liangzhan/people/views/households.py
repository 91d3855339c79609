"""Households of the reader's stations."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail
from liangzhan.people.forms.household import HeadForm, HouseholdForm, LeaveForm, MemberForm, NewHouseholdForm
from liangzhan.people.models import Household
from liangzhan.people.queries.cards import faces_of, tied_stations
from liangzhan.people.queries.households import live_member, members_of
from liangzhan.people.services.households import add_member, change_head, remove_member, save_household
from liangzhan.people.views.section import PersonRowForm
from liangzhan.stations.queries.register import area_names

HOUSEHOLDS = Household.objects.select_related("station")


class HouseholdAdd(PersonRowForm):
    """Begun with the person as its head."""

    form_class = NewHouseholdForm
    title = "登记家庭"
    button = "登记家庭"
    hint = "以这个人为户主登记一个家庭，再添加家庭成员。"
    success_message = "家庭已登记。请接着添加家庭成员。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": tied_stations(self.row, self.scope, self.action)}

    def get_initial(self):
        return {name: getattr(self.facts, name) for name in ("division_code", "address")} if self.reads_whole else {}

    def run(self, form):
        return save_household(head=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("people:household-page", kwargs={"uuid": self.result.uuid})


class OfHousehold:
    """The household of the address, of the reader's own stations, else 404."""

    hint = ""

    @cached_property
    def row(self):
        found = HOUSEHOLDS.all().within(self.scope, self.action).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这个家庭，或者它不在您的范围内。")
        return found

    def get_success_url(self):
        return reverse("people:household-page", kwargs={"uuid": self.row.uuid})

    def get_context_data(self, **kwargs):
        back = reverse("people:household-page", kwargs={"uuid": self.row.uuid})
        return super().get_context_data(back=back, hint=self.hint, **kwargs)


class HouseholdPage(OfHousehold, ScopedDetail):
    action = Action.PERSON_VIEW
    template_name = "people/household_page.html"
    title = "家庭"

    def get_context_data(self, **kwargs):
        code = self.row.division_code
        place = area_names([code]).get(code, "") if code else ""
        return super().get_context_data(members=members_of(self.row, self.actor), place=place, **kwargs)


class HouseholdForms(OfHousehold, RowForm):
    action = Action.PERSON_REGISTER
    template_name = "people/person_form.html"


class OfMember(HouseholdForms):
    """A present member of the household, or 404; whose name stands above the form."""

    @cached_property
    def member(self):
        found = live_member(self.row, self.kwargs["member"])
        if found is None:
            raise Http404("没有这位家庭成员，或者已经离开。")
        return found

    def get_subtitle(self):
        person = self.member.person
        return f"{faces_of([person], self.actor)[person.pk].called}（{self.member.get_relation_display()}）"


class HouseholdEdit(HouseholdForms):
    form_class = HouseholdForm
    title = "修改家庭住址"
    success_message = "家庭住址已保存。"

    def get_initial(self):
        return {"division_code": self.row.division_code, "address": self.row.address}

    def run(self, form):
        return save_household(household=self.row, station=self.row.station, by=self.actor, **form.cleaned_data)


class MemberAdd(HouseholdForms):
    form_class = MemberForm
    title = "添加家庭成员"
    button = "添加"
    success_message = "家庭成员已添加。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.actor}

    def run(self, form):
        person = form.found[form.cleaned_data["person"]]
        relation, on = form.cleaned_data["relation"], form.cleaned_data["on"]
        return add_member(household=self.row, person=person, relation=relation, on=on, by=self.actor)


class MemberLeave(OfMember):
    form_class = LeaveForm
    title = "登记离开家庭"
    button = "登记离开"
    success_message = "已登记离开，原记录保留。"

    def run(self, form):
        return remove_member(member=self.member, by=self.actor, **form.cleaned_data)


class MemberHead(OfMember):
    form_class = HeadForm
    title = "更换户主"
    button = "设为户主"
    success_message = "户主已更换。其他成员与户主的关系如有变化，请逐一修改。"

    def run(self, form):
        return change_head(member=self.member, by=self.actor, **form.cleaned_data)
