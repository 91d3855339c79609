"""The list of cases and the page of one."""

from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedDetail
from liangzhan.audit.services import record_reading
from liangzhan.casework.queries.cases import case_rows, reading_of
from liangzhan.casework.sections import sections_of
from liangzhan.people.queries.cards import faces_of
from liangzhan.toolkit.periods import today


class CasePage(ScopedDetail):
    """Everything of one case, by sections. Every reading is recorded."""

    action = Action.CASE_VIEW
    template_name = "casework/case_page.html"

    def get_rows(self):
        return case_rows()

    @cached_property
    def face(self):
        return faces_of([self.row.person], self.actor)[self.row.person_id]

    def get_title(self):
        return self.face.called

    def get_context_data(self, **kwargs):
        record_reading(page="casework:case-page", ids=[self.row.uuid], shown_class="P3", by=self.actor)
        reading = reading_of(self.row, self.actor, today())
        return super().get_context_data(face=self.face, reading=reading, sections=sections_of(reading), **kwargs)
