"""The desk after sign-in."""

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.home.first_steps import first_step
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
            todos=panels.gather(panels.PANELS, actor, day),
            warnings=panels.gather(panels.WARNINGS, actor, day),
            counters=plan_counters(actor, on=day),
            changes=last_changes(actor),
            first=first,
            first_href=address(first.url_name),
            posts=self.request.posts,
            **kwargs,
        )
