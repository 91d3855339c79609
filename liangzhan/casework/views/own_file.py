"""The client's own file, as a page to print for whoever asks to see or copy it (PIPL §45)."""

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedDetail
from liangzhan.casework.queries.own_file import papers_of_cases
from liangzhan.casework.views.case import OfCase


class OwnFile(OfCase, ScopedDetail):
    action = Action.CASE_VIEW
    template_name = "casework/own_file.html"
    title = "供本人查阅的个案资料"

    def get_context_data(self, **kwargs):
        return super().get_context_data(papers=papers_of_cases([self.row.pk]), **kwargs)
