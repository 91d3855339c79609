"""One search for the whole platform."""

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.home.queries.search import find
from liangzhan.toolkit.periods import today


class Search(Page):
    """Stations, units, plans and users by name, pinyin initials or number; only what the asker may see."""

    action = Action.SEARCH
    template_name = "home/search.html"
    title = "搜索"

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "").strip()[:60]
        return super().get_context_data(text=text, groups=find(text, actor=self.actor, on=today()), **kwargs)
