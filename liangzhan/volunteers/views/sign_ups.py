"""Sign-ups at the desk: decide one or many, enter who came on paper, papers, publish the roster."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail
from liangzhan.audit.services import record_reading
from liangzhan.people.forms.person import SearchForm
from liangzhan.people.queries.search import search_persons
from liangzhan.volunteers.forms.sign_ups import (
    AgreementForm,
    DecideManyForm,
    DecisionForm,
    GuardianForm,
    PaperSignUpForm,
    PublishForm,
    WithdrawForm,
)
from liangzhan.volunteers.queries.activity_page import post_lines, sign_up_within
from liangzhan.volunteers.queries.sign_ups import (
    sign_up_shown,
    signed_persons,
    to_decide,
    volunteer_within,
    volunteers_among,
)
from liangzhan.volunteers.services.sign_up_papers import note_agreement, note_guardian
from liangzhan.volunteers.services.sign_ups import decide_sign_up, publish_roster, sign_up, withdraw
from liangzhan.volunteers.services.sign_ups_many import decide_sign_ups
from liangzhan.volunteers.views.activities import OfActivity


class Waiting(OfActivity):
    """Everybody who waits for an answer."""

    @cached_property
    def waiting(self):
        rows, faces = to_decide(self.row, self.actor)
        if any(face.sensitive for face in faces.values()):
            record_reading(page="volunteers:sign-ups", ids=[self.row.uuid], shown_class="P3", by=self.actor)
        return [(row, faces[row.volunteer.person_id]) for row in rows]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "waiting": self.waiting}


class DecideMany(Waiting, RowForm):
    """Boxes to tick; whoever cannot be taken is named with the reason, the others are taken."""

    form_class = DecideManyForm
    title = "答复报名"
    button = "保存决定"
    success_message = ""

    def run(self, form):
        given = dict(form.cleaned_data)
        wanted = set(given.pop("chosen"))
        rows = [row for row, _ in self.waiting if str(row.uuid) in wanted]
        made = decide_sign_ups(sign_ups=rows, by=self.actor, **given)
        messages.success(self.request, f"已答复 {made.count} 人。名单定了以后请公布。")
        for number, words in made.refused:
            messages.error(self.request, f"{number} 没有办成：{words}")
        return made


class Publish(OfActivity, RowForm):
    """What will happen, then one button; refusals are listed by the number of the register."""

    form_class = PublishForm
    title = "公布名单"
    button = "公布名单"
    hint = "公布后停止招募，录取的志愿者列入签到名单并收到通知。会再核对一次年龄、培训、时间；风险高的活动核对保险。"
    success_message = "名单已公布，已告知录取的志愿者。下一步：活动当天点“活动开始”。"

    def run(self, form):
        return publish_roster(activity=self.row, by=self.actor)


class Find(OfActivity, RowForm):
    """Whoever came on paper: looked for by POST, so that no name stands in an address."""

    form_class = SearchForm
    template_name = "volunteers/sign_up_find.html"
    title = "登记报名"
    button = "查找"

    def form_valid(self, form):
        hits = search_persons(form.cleaned_data["q"], self.actor)
        if seen := [str(hit.person.uuid) for hit in hits if hit.face.sensitive]:
            record_reading(page="volunteers:sign-up-find", ids=seen, shown_class="P3", by=self.actor)
        known = volunteers_among([hit.person.pk for hit in hits], self.scope)
        shown = {"hits": hits, "known": known, "searched": True, "signed": signed_persons(self.row)}
        return self.render_to_response(self.get_context_data(form=form, **shown))


class OfVolunteer(OfActivity):
    """The volunteer of the address too, at the reader's own stations, or 404."""

    @cached_property
    def volunteer(self):
        found = volunteer_within(self.scope, self.kwargs["volunteer"])
        if found is None:
            raise Http404("没有找到这名志愿者，或者不在您的范围内。")
        return found

    def get_subtitle(self):
        return f"{self.row.title} · {self.volunteer.number}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "posts": post_lines(self.row)}


class Add(OfVolunteer, RowForm):
    form_class = PaperSignUpForm
    title = "登记报名"
    button = "登记报名"
    success_message = "报名已登记。"

    def run(self, form):
        return sign_up(activity=self.row, volunteer=self.volunteer, by=self.actor, **form.told())


class OfSignUp:
    """The sign-up of the address at the reader's own stations, or 404."""

    action = Action.VOLUNTEERING_MANAGE
    template_name = "volunteers/activity_form.html"
    hint = ""

    @cached_property
    def row(self):
        found = sign_up_within(self.scope, UUID(str(self.kwargs["uuid"])))
        if found is None:
            raise Http404("没有找到这条报名，或者不在您的范围内。")
        return found

    def get_subtitle(self):
        return f"{self.row.activity.title} · {self.row.volunteer.number}"

    def get_success_url(self):
        return reverse("volunteers:sign-up", kwargs={"uuid": self.row.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"back": self.get_success_url(), "hint": self.hint, **kwargs})


class SignUpPage(OfSignUp, ScopedDetail):
    template_name = "volunteers/sign_up.html"

    def get_title(self):
        return "报名"

    def get_context_data(self, **kwargs):
        shown = sign_up_shown(self.row, self.actor)
        if shown["face"].sensitive or self.row.note:
            record_reading(page="volunteers:sign-up", ids=[self.row.uuid], shown_class="P3", by=self.actor)
        return super().get_context_data(**shown, **kwargs)


class Decide(OfSignUp, RowForm):
    form_class = DecisionForm
    title = "答复报名"
    button = "保存决定"
    success_message = "已保存。"

    def run(self, form):
        return decide_sign_up(sign_up=self.row, by=self.actor, **form.cleaned_data)


class Guardian(OfSignUp, RowForm):
    form_class = GuardianForm
    title = "监护人同意"
    hint = "监护人同意本人参加这一项活动。同意书请监护人签字后拍照留存。"
    success_message = "监护人同意已登记。"

    def run(self, form):
        return note_guardian(sign_up=self.row, by=self.actor, **form.cleaned_data)


class Agreement(OfSignUp, RowForm):
    form_class = AgreementForm
    title = "书面协议"
    hint = "志愿者、志愿服务对象、活动组织者任一方要求的，应当签订书面协议（志愿服务条例第十四条）。"
    success_message = "协议已登记。"

    def run(self, form):
        return note_agreement(sign_up=self.row, by=self.actor, **form.cleaned_data)


class Withdraw(OfSignUp, RowForm):
    form_class = WithdrawForm
    title = "代为退出报名"
    button = "退出报名"
    hint = "本人不能来的，替本人退出，不用说明理由。有人候补的，第一位符合条件的自动递补并收到通知。"
    success_message = "已退出报名。"

    def run(self, form):
        return withdraw(sign_up=self.row, by=self.actor, **form.cleaned_data)
