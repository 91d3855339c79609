"""Deeds of a keeper on one volunteer."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm
from liangzhan.toolkit.qr import svg
from liangzhan.volunteers.forms.register import (
    ConfirmForm,
    DeskCodeForm,
    LeaveForm,
    NationalForm,
    ReasonForm,
    TransferForm,
)
from liangzhan.volunteers.queries.register import arriving
from liangzhan.volunteers.queries.register_page import transfer_targets
from liangzhan.volunteers.services.passing import desk_code
from liangzhan.volunteers.services.register import confirm_volunteer, set_national
from liangzhan.volunteers.services.standing import (
    ask_transfer,
    decide_transfer,
    quit_volunteer,
    resume_volunteer,
    suspend_volunteer,
)
from liangzhan.volunteers.views.register import OfVolunteer


class KeeperForm(OfVolunteer, RowForm):
    action = Action.VOLUNTEER_MANAGE
    template_name = "volunteers/register_form.html"
    hint = ""

    def get_subtitle(self):
        return f"{self.shown.face.called} · {self.row.number}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=self.hint, **kwargs)


class Confirm(KeeperForm):
    form_class = ConfirmForm
    title = "本人确认"
    button = "确认登记"
    hint = (
        "登记志愿者要本人愿意：请本人当面签名、在纸质登记表上签字，或者核对证件后当面确认。"
        "本人有手机的，也可以给验证码，由本人在手机上确认。"
    )
    success_message = "本人已确认，从今天起是在册志愿者。"

    def run(self, form):
        return confirm_volunteer(volunteer=self.row, by=self.actor, **form.told())


class Suspend(KeeperForm):
    form_class = ReasonForm
    title = "暂停服务"
    button = "暂停"
    hint = "暂停期间不能报名新的活动；已有的记录不变，随时可以恢复。"
    success_message = "已暂停。"

    def run(self, form):
        return suspend_volunteer(volunteer=self.row, by=self.actor, **form.cleaned_data)


class Resume(OfVolunteer, RowDeed):
    action = Action.VOLUNTEER_MANAGE
    success_message = "已恢复，可以报名活动。"

    def run(self):
        return resume_volunteer(volunteer=self.row, by=self.actor)


class Leave(KeeperForm):
    form_class = LeaveForm
    title = "退出志愿者"
    button = "办理退出"
    hint = "退出后不再是在册志愿者，手机通行停用；已核实的服务时长和证明仍然有效。以后愿意再参加的，重新登记。"
    success_message = "已退出。"

    def run(self, form):
        return quit_volunteer(volunteer=self.row, by=self.actor, **form.cleaned_data)


class National(KeeperForm):
    form_class = NationalForm
    title = "全国志愿者编号"
    hint = "在全国志愿服务信息系统中查到本人和编号的，才选“全国系统已登记”；只有这样的计入注册志愿者人数。"
    success_message = "已保存。"

    def get_initial(self):
        return {"state": self.row.national_state, "number": self.row.national_no}

    def run(self, form):
        return set_national(volunteer=self.row, by=self.actor, **form.cleaned_data)


class DeskCode(KeeperForm):
    """The code is shown once, to the keeper who saw the document."""

    form_class = DeskCodeForm
    template_name = "volunteers/register_code.html"
    title = "给本人验证码"
    button = "显示验证码"
    hint = "本人用手机扫码，输入验证码，就能在手机上确认登记、查看自己的记录。验证码只显示这一次。"
    success_message = ""

    def run(self, form):
        return desk_code(volunteer=self.row, by=self.actor, **form.cleaned_data)

    def form_valid(self, form):
        answer = super().form_valid(form)
        if answer.status_code != 302:
            return answer
        address = self.request.build_absolute_uri(reverse("volunteers:code", kwargs={"uuid": self.row.uuid}))
        return self.render_to_response(
            self.get_context_data(form=form, code=self.result, address=address, qr=svg(address))
        )


class Transfer(KeeperForm):
    form_class = TransferForm
    title = "转到别的站点"
    button = "提出转站"
    hint = "转站由本人提出。对方站点接收后，从当天起归对方站点；以前的服务时长仍记在本站。"
    success_message = "已提出，等待对方站点接收。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": transfer_targets(self.row)}

    def run(self, form):
        return ask_transfer(volunteer=self.row, by=self.actor, **form.cleaned_data)


class Arrival(RowDeed):
    """The other station accepts or declines: its own rows are those who asked for it."""

    action = Action.VOLUNTEER_MANAGE
    success_message = "已办理。"

    @property
    def row(self):
        found = arriving(self.scope).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有这项转站申请，或者不在您的范围内。")
        return found

    def run(self):
        return decide_transfer(volunteer=self.row, accepted=self.kwargs["answer"] == "accept", by=self.actor)

    def get_success_url(self):
        return reverse("volunteers:volunteer-list")
