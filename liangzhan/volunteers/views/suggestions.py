"""Who could be asked to an activity, and asking them."""

from django.contrib import messages
from django.http import HttpResponseRedirect

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.audit.services import record_reading
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.queries.suggestions import suggestions_for
from liangzhan.volunteers.services.inviting import invite
from liangzhan.volunteers.views.activities import OfActivity


class Suggestions(OfActivity, Page):
    """The best first, each with one sentence; those ticked are told."""

    action = Action.VOLUNTEERING_MANAGE
    template_name = "volunteers/suggestion_list.html"
    title = "推荐志愿者"

    def get_context_data(self, **kwargs):
        rows = suggestions_for(self.row, self.actor)
        if any(one.face.sensitive for one in rows):
            uuids = [str(self.row.uuid)]
            record_reading(page="volunteers:activity-suggestions", ids=uuids, shown_class="P3", by=self.actor)
        return super().get_context_data(row=self.row, rows=rows, **kwargs)

    def post(self, request, *args, **kwargs):
        chosen = set(request.POST.getlist("volunteers"))
        found = [one.volunteer for one in suggestions_for(self.row, self.actor)]
        asked = [one for one in found if str(one.uuid) in chosen]
        try:
            invite(activity=self.row, volunteers=asked, by=self.actor)
        except RuleBroken as refusal:
            messages.error(request, " ".join(refusal.reasons))
            return HttpResponseRedirect(request.path)
        messages.success(request, f"已邀请 {len(asked)} 人。他们报名后，请在活动页面答复。")
        return HttpResponseRedirect(self.get_success_url())
