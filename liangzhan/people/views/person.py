"""One person: what the station was told, why it knows the person, and what happened."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.people.forms.person import EditForm, TieEndForm
from liangzhan.people.queries.cards import tie_at
from liangzhan.people.queries.page import page_parts
from liangzhan.people.queries.writing import FIELDS
from liangzhan.people.rules.showing import face_of
from liangzhan.people.services.edit import confirm_checked, edit_person
from liangzhan.people.services.register import end_tie
from liangzhan.people.views.section import PersonDeed, PersonDetail, PersonRowForm
from liangzhan.toolkit.periods import today


class PersonPage(PersonDetail):
    """Masked; the number only by a deed of its own. Showing a child's data in full is recorded."""

    template_name = "people/person_page.html"
    page_name = "people:person-page"

    def get_title(self):
        return self.face.called

    def get_context_data(self, **kwargs):
        parts = page_parts(self.row, self.card, self.actor)
        self.note_reading(self.page_name, also=bool(parts.categories))
        return super().get_context_data(
            parts=parts,
            reads_number=self.actor.reads("P3"),
            **kwargs,
        )


class ShowNumber(PersonPage):
    """The full number, once, on the same page: the deed is the record of who looked."""

    http_method_names = ["post", "options"]
    page_name = "people:show-number"

    @cached_property
    def face(self):
        return face_of(self.facts, reads=self.actor.reads, today=today(), number=True)

    def post(self, request, *args, **kwargs):
        return self.get(request, *args, **kwargs)


class PersonEdit(PersonRowForm):
    form_class = EditForm
    title = "修改人员信息"
    success_message = "已保存。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "number": self.face.id_number}

    def get_initial(self):
        if not self.reads_whole:
            raise Http404("未满十四周岁人员的资料，只能由可以查看的工作人员修改。")
        self.note_reading("people:person-edit")
        return {name: getattr(self.facts, name) for name in FIELDS if name != "id_number"}

    def run(self, form):
        return edit_person(person=self.row, facts=form.facts(), by=self.actor)

    def get_success_url(self):
        self.row = self.result
        return super().get_success_url()


class ConfirmChecked(PersonDeed):
    success_message = "已记下：证件核对无误。"

    def run(self):
        return confirm_checked(person=self.row, by=self.actor)


class OfTie(PersonRowForm):
    """A live tie of the person that may be ended by hand, or 404."""

    @cached_property
    def tie(self):
        found = tie_at(self.row, self.kwargs["tie"], self.scope)
        if found is None:
            raise Http404("没有这项关联，或者它已经结束。工作人员的关联在结束岗位时一并结束。")
        return found

    @property
    def hint(self):
        words = f"{self.tie.station.name}的“{self.tie.get_kind_display()}”关联从 {self.tie.opened_on:%Y-%m-%d} 起。"
        return words + "最后一项关联结束后，本站不再能查看这个人的信息。"


class TieEnd(OfTie):
    """The reason for knowing the person has gone."""

    form_class = TieEndForm
    title = "结束关联"
    button = "结束关联"
    success_message = "关联已结束。"

    def run(self, form):
        tie, on = self.tie, form.cleaned_data["on"]
        return end_tie(person=self.row, station=tie.station, kind=tie.kind, on=on, by=self.actor)

    def get_success_url(self):
        return reverse("people:person-list")
