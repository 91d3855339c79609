"""G-02, G-03, G-07: who applies, who is taken in, who signs, who scores what."""

from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm
from liangzhan.activities.forms.group_members import (
    ContractForm,
    LeaveForm,
    NewcomerForm,
    ScoresForm,
    ScreeningForm,
    SignForm,
    TestForm,
)
from liangzhan.activities.queries.group_page import member_within, members_shown
from liangzhan.activities.services.group_members import (
    add_applicant,
    member_leaves,
    register_applicant,
    screen_member,
)
from liangzhan.activities.services.group_papers import save_contract, save_scores, save_test, sign_contract
from liangzhan.activities.views.activity_section import OfGroup, found
from liangzhan.audit.services import record_reading
from liangzhan.people.forms.person import SearchForm
from liangzhan.people.queries.cards import faces_of, people_within
from liangzhan.people.queries.search import search_persons
from liangzhan.people.rules.searching import first_facts


class MemberFind(OfGroup, RowForm):
    """Search first: the same person is registered once. Sent by POST, so that no name stands in an address."""

    form_class = SearchForm
    template_name = "activities/member_find.html"
    title = "登记报名"

    def form_valid(self, form):
        text = form.cleaned_data["q"]
        hits = search_persons(text, self.actor)
        if seen := [str(hit.person.uuid) for hit in hits if hit.face.sensitive]:
            record_reading(page="activities:member-find", ids=seen, shown_class="P3", by=self.actor)
        shown = {"hits": hits, "searched": True, "newcomer": NewcomerForm(initial=first_facts(text[:60]))}
        return self.render_to_response(self.get_context_data(form=form, **shown))

    def get_context_data(self, **kwargs):
        applied = set(self.row.members.values_list("person_id", flat=True))
        return super().get_context_data(
            **{"hits": [], "searched": False, "newcomer": None, "applied": applied, **kwargs}
        )


class MemberPut(OfGroup, RowDeed):
    success_message = "已登记报名。请接着筛选。"

    def run(self):
        try:
            wanted = UUID(self.request.POST.get("person", ""))
        except ValueError:
            raise Http404("没有说明是哪一位。") from None
        person = found(people_within(self.scope).filter(uuid=wanted).first())
        return add_applicant(group=self.row, person=person, by=self.actor)


class MemberNew(OfGroup, RowForm):
    form_class = NewcomerForm
    template_name = "activities/phone_form.html"
    title = "登记新报名人"
    button = "登记报名"
    success_message = "已登记报名。请接着筛选。"

    def run(self, form):
        return register_applicant(group=self.row, facts=form.facts(), by=self.actor)


class OfMember:
    """A form about one who applied; afterwards back to the group."""

    action = Action.ACTIVITY_MANAGE
    template_name = "activities/phone_form.html"

    @cached_property
    def row(self):
        return found(member_within(self.actor, self.kwargs["uuid"]))

    @cached_property
    def face(self):
        return faces_of([self.row.person], self.actor)[self.row.person_id]

    def get_subtitle(self):
        return f"{self.row.group.name} · {self.face.called}"

    def get_success_url(self):
        return reverse("activities:group-page", args=[self.row.group.uuid]) + "#members"

    def get_context_data(self, **kwargs):
        if self.face.sensitive:
            page = self.request.resolver_match.view_name
            record_reading(page=page, ids=[self.row.person.uuid], shown_class="P3", by=self.actor)
        return super().get_context_data(**{"back": self.get_success_url(), "hint": "", **kwargs})


class MemberScreen(OfMember, RowForm):
    form_class = ScreeningForm
    title = "筛选组员"
    success_message = "筛选结果已保存。"

    def get_form_kwargs(self):
        consent = self.row.consent
        return {**super().get_form_kwargs(), "agreed": consent is not None and consent.withdrawn_on is None}

    def get_initial(self):
        return {"reason": self.row.reason}

    def run(self, form):
        given = form.cleaned_data
        more = {"reason": given["reason"], "consent": form.consent()}
        return screen_member(member=self.row, state=given["state"], by=self.actor, **more)


class MemberLeave(OfMember, RowForm):
    form_class = LeaveForm
    title = "组员退出"
    button = "登记退出"
    success_message = "已登记退出，以后的节次不再列入名单。"

    def run(self, form):
        return member_leaves(member=self.row, by=self.actor, **form.cleaned_data)


class MemberSign(OfMember, RowForm):
    """G-03: the words stand above the signature."""

    form_class = SignForm
    template_name = "activities/member_sign.html"
    title = "签署小组契约"
    button = "签署"
    success_message = "已签署。"

    def run(self, form):
        given = {**form.cleaned_data, "paper": form.cleaned_data["paper"] or None}
        return sign_contract(member=self.row, by=self.actor, **given)

    def get_context_data(self, **kwargs):
        return super().get_context_data(contract=getattr(self.row.group, "contract", None), **kwargs)


class ContractEdit(OfGroup, RowForm):
    form_class = ContractForm
    title = "小组契约"
    success_message = "契约已保存。请组员逐一签署。"

    def get_initial(self):
        row = getattr(self.row, "contract", None)
        return {name: getattr(row, name) for name in ContractForm.base_fields} if row else {}

    def run(self, form):
        return save_contract(group=self.row, by=self.actor, **form.cleaned_data)


class TestEdit(OfGroup, RowForm):
    __test__ = False
    form_class = TestForm
    title = "前后测"
    success_message = "量表已保存。请登记得分。"

    def get_initial(self):
        row = getattr(self.row, "test", None)
        old = {name: getattr(row, name) for name in ("instrument", "lowest", "highest")} if row else {}
        return old | ({"direction": "up" if row.higher_is_better else "down"} if row else {})

    def run(self, form):
        given = form.cleaned_data
        plain = {name: given[name] for name in ("instrument", "lowest", "highest")}
        return save_test(group=self.row, higher_is_better=given["direction"] == "up", by=self.actor, **plain)


class OfTest(OfGroup):
    """The test of the group, for whoever reads P3."""

    @cached_property
    def test(self):
        return found(getattr(self.row, "test", None) if self.actor.reads("P3") else None)

    def lines(self):
        scores = {one.member_id: one for one in self.test.scores.all()}
        shown = members_shown(self.row, self.actor, ["ACCEPTED", "LEFT"])
        return [(one.member, one.name, scores.get(one.member.pk)) for one in shown.rows]


class Scores(OfTest, RowForm):
    """Every opening is recorded."""

    form_class = ScoresForm
    template_name = "activities/group_scores.html"
    title = "前后测得分"
    success_message = "得分已保存。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "lines": self.lines()}

    def run(self, form):
        return save_scores(test=self.test, scores=form.scores(), by=self.actor)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(test=self.test, **kwargs)
        if ids := [member.person.uuid for member, _, _ in context["form"].lines]:
            record_reading(page="activities:scores", ids=ids, shown_class="P3", by=self.actor)
        return context
