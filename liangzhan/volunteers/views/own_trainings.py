"""My training on the phone: what is offered, signing up, stepping back, what I learned (2.6.5)."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.credentials.services.enrolment import enrol_self, withdraw
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.queries.trainings import learned_by, open_trainings, own_enrolment
from liangzhan.volunteers.views.own_register import Own


class OwnTrainings(Own, Page):
    action = Action.VOLUNTEER_OWN
    template_name = "volunteers/own_trainings.html"
    title = "我的培训"

    def get_context_data(self, **kwargs):
        return super().get_context_data(learned=learned_by(self.row), row=self.row, **kwargs)


class OwnTrainingDeed(Own, Page):
    """One tap; the answer is said on the page of my trainings."""

    http_method_names = ["post", "options"]
    done = ""

    def post(self, request, *args, **kwargs):
        try:
            self.run()
            messages.success(request, self.done)
        except RuleBroken as refusal:
            messages.error(request, " ".join(refusal.reasons))
        return HttpResponseRedirect(reverse("volunteers:own-trainings"))


class OwnTrainingJoin(OwnTrainingDeed):
    done = "报名成功，请按时参加。"

    def run(self):
        found = open_trainings(self.row).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("这次培训不存在、已经开始，或者不面向您所在的站点。")
        enrol_self(training=found, by=self.actor)


class OwnTrainingLeave(OwnTrainingDeed):
    done = "已退出这次培训。"

    def run(self):
        found = own_enrolment(self.row, self.kwargs["pk"])
        if found is None:
            raise Http404("没有找到您的这条报名。")
        withdraw(enrolment=found, by=self.actor)
