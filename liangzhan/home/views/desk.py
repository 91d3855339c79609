"""The desk after sign-in."""

from django.http import Http404

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.home.first_steps import first_step
from liangzhan.home.parts import PARTS, panels_of, part_called
from liangzhan.home.queries.desk import last_changes, plan_counters
from liangzhan.home.queries.search import address
from liangzhan.toolkit import panels
from liangzhan.toolkit.periods import today


class Desk(Page):
    """What waits, what is late, what changed."""

    action = Action.DESK_VIEW
    template_name = "home/desk.html"
    title = "工作台"

    def get_subtitle(self):
        return "，".join(part for part in (self.actor.place_label, self.actor.role_label) if part)

    def get_context_data(self, **kwargs):
        actor, day, first = self.actor, today(), first_step(self.actor)
        return super().get_context_data(
            todos=panels.gather(panels_of(panels.PANELS, None), actor, day),
            warnings=panels.gather(panels_of(panels.WARNINGS, None), actor, day),
            parts=PARTS if actor.may(Action.CHECK_IN) else (),
            counters=plan_counters(actor, on=day),
            changes=last_changes(actor),
            first=first,
            first_href=address(first.url_name),
            posts=self.request.posts,
            **kwargs,
        )


class DeskPartPage(Page):
    """What waits in one part of the work: a card of the desk, and a page of its own where scripts do not run."""

    action = Action.CHECK_IN

    @property
    def part(self):
        found = part_called(self.kwargs["part"])
        if found is None:
            raise Http404("工作台没有这一部分。")
        return found

    def get_title(self):
        return f"待办：{self.part.title}"

    def get_template_names(self):
        return ["home/desk_part.html" if self.request.headers.get("HX-Request") else "home/desk_part_page.html"]

    def get_context_data(self, **kwargs):
        day, part = today(), self.part
        todos, warnings = (
            panels.gather(panels_of(one, part), self.actor, day) for one in (panels.PANELS, panels.WARNINGS)
        )
        return super().get_context_data(part=part, todos=todos, warnings=warnings, **kwargs)
