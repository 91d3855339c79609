"""What the pages about one person share: found by uuid, inside the reader's own ties."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail
from liangzhan.audit.services import record_reading
from liangzhan.people.queries.cards import card_in, shown_facts
from liangzhan.people.queries.history import person_rows
from liangzhan.people.rules.showing import face_of, identity_class
from liangzhan.toolkit.periods import today


class FoundPerson:
    """The person of the address, or 404: whoever is not tied to the reader's station is not there."""

    @cached_property
    def row(self):
        found = person_rows(self.scope, self.row_action or self.action, self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这个人，或者不在您的范围内。")
        return found

    @cached_property
    def card(self):
        return card_in(self.row, self.scope)

    @cached_property
    def facts(self):
        return shown_facts(self.row, self.card)

    @property
    def reads_whole(self):
        return self.actor.reads(identity_class(self.facts.born_on, today=today()))


class OfPerson(FoundPerson):
    """What every page about the person shows of it."""

    hint = ""

    @cached_property
    def face(self):
        return face_of(self.facts, reads=self.actor.reads, today=today())

    def note_reading(self, page, *, also=False):
        """A page that shows something of class P3 in full leaves a record of who looked; `also` more than the face."""
        if self.face.sensitive or also:
            record_reading(page=page, ids=[self.row.uuid], shown_class="P3", by=self.actor)

    def get_success_url(self):
        return reverse("people:person-page", kwargs={"uuid": self.row.uuid})

    def get_context_data(self, **kwargs):
        own = reverse("people:person-page", kwargs={"uuid": self.row.uuid})
        return super().get_context_data(person=self.row, face=self.face, back=own, hint=self.hint, **kwargs)


class PersonDetail(OfPerson, ScopedDetail):
    action = Action.PERSON_VIEW


class PersonRowForm(OfPerson, RowForm):
    """A form about one person."""

    action = Action.PERSON_REGISTER
    template_name = "people/person_form.html"

    def get_subtitle(self):
        return self.face.called


class PersonDeed(OfPerson, RowDeed):
    action = Action.PERSON_REGISTER
