"""Help: one printable page for each role."""

from django.http import Http404

from liangzhan.access.actions import Action
from liangzhan.access.roles import Role
from liangzhan.access.views import Page
from liangzhan.home.guides import COMMON, GUIDES, slug


class GuideIndex(Page):
    """All pages, one's own first."""

    action = Action.HELP_READ
    template_name = "home/guide_index.html"
    title = "使用帮助"
    subtitle = "每个岗位一页，可以打印。"

    def get_context_data(self, **kwargs):
        own = [guide for role, guide in GUIDES.items() if self.actor.holds(role)]
        others = [guide for role, guide in GUIDES.items() if not self.actor.holds(role)]
        return super().get_context_data(own=own, others=others, **kwargs)


class GuidePage(Page):
    """The page of one role."""

    action = Action.HELP_READ
    template_name = "home/guide_page.html"

    @property
    def guide(self):
        found = next((role for role in Role if slug(role) == self.kwargs["role"]), None)
        if found is None:
            raise Http404("没有这个岗位的帮助。")
        return GUIDES[found]

    def get_title(self):
        return f"使用帮助：{self.guide.role.label}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(guide=self.guide, common=COMMON, **kwargs)
