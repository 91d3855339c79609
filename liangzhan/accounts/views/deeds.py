"""Deeds on one user or one post, each a small form that asks for a reason where one is owed."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.roles import Role
from liangzhan.access.views import ScopedForm
from liangzhan.accounts.forms.people import EndGrantForm, HandOverForm, PostForm, ReasonForm
from liangzhan.accounts.queries import reachable_grants, visible_grants, visible_invitations
from liangzhan.accounts.services.grants import end_grant, grant, hand_over
from liangzhan.accounts.services.invitations import revoke_invitation
from liangzhan.accounts.services.locking import unlock
from liangzhan.accounts.services.security import deactivate, reactivate, reset_factor
from liangzhan.accounts.views.users import UserMixin


class Deed(ScopedForm):
    """A form about a user or a post: what will happen is said above it."""

    template_name = "accounts/deed.html"
    warning = ""
    tone = "primary"

    def get_success_url(self):
        return reverse("accounts:user-page", kwargs={"pk": self.user_pk})

    @property
    def user_pk(self):
        return self.row.pk

    def get_subtitle(self):
        return str(self.row)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            row=self.row, warning=self.warning, tone=self.tone, back=self.get_success_url(), **kwargs
        )


class GivePost(UserMixin, Deed):
    """Another post for a user."""

    action = Action.GRANT_MANAGE
    title = "授予岗位"
    form_class = PostForm
    button = "授予岗位"
    success_message = "岗位已授予。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.actor}

    def run(self, form):
        return grant(user=self.row, role=Role(form.cleaned_data["role"]), **form.chosen, by=self.actor)


class GrantMixin:
    """One post the actor may see, or 404."""

    @cached_property
    def row(self):
        found = self.get_grants().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("没有找到这个岗位，或者不在您的范围内。")
        return found

    def get_grants(self):
        return visible_grants(self.actor)

    @property
    def user_pk(self):
        return self.row.user_id


class EndPost(GrantMixin, Deed):
    """The last day of a post, with the reason."""

    action = Action.GRANT_MANAGE
    title = "结束岗位"
    form_class = EndGrantForm
    button = "结束岗位"
    tone = "danger"
    warning = "最后一天过后，此人不再看到这个岗位范围内的内容。账户本身仍在。"
    success_message = "岗位已设定结束日期。"

    def run(self, form):
        return end_grant(grant=self.row, **form.cleaned_data, by=self.actor)


class HandOver(GrantMixin, Deed):
    """From one person to the next: one's own post, or one in the officer's area."""

    action = Action.OWN_ACCOUNT
    title = "移交岗位"
    form_class = HandOverForm
    button = "移交岗位"
    warning = "接任日期的前一天是现任的最后一天。待办跟着岗位走，接任人当天就能看到。双方都会收到提醒。"
    success_message = "岗位已移交。"

    def get_grants(self):
        return reachable_grants(self.actor)

    def run(self, form):
        return hand_over(grant=self.row, **form.cleaned_data, by=self.actor)

    def get_success_url(self):
        own = self.row.user.uuid == self.actor.uuid
        return reverse("accounts:me") if own else super().get_success_url()


class InvitationMixin:
    """One invitation of a user the actor may see, or 404."""

    @cached_property
    def row(self):
        found = visible_invitations(self.actor).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("没有找到这个邀请，或者不在您的范围内。")
        return found

    @property
    def user_pk(self):
        return self.row.user_id

    def get_subtitle(self):
        return self.row.user.display_name


class RevokeInvitation(InvitationMixin, Deed):
    """The code no longer works."""

    action = Action.GRANT_MANAGE
    title = "撤销邀请"
    form_class = ReasonForm
    button = "撤销邀请"
    tone = "danger"
    warning = "纸条上的激活码将不能再用。需要时可以重发。"
    success_message = "邀请已撤销。"

    def run(self, form):
        return revoke_invitation(invitation=self.row, **form.cleaned_data, by=self.actor)


class UserDeed(UserMixin, Deed):
    """A deed with nothing but a reason."""

    form_class = ReasonForm
    service = None

    def run(self, form):
        return type(self).service(user=self.row, **form.cleaned_data, by=self.actor)


class Deactivate(UserDeed):
    """Close an account."""

    action = Action.GRANT_MANAGE
    title = "停用账户"
    button = "停用账户"
    tone = "danger"
    warning = "停用后此人立即退出，不能再登录。已办的事和记录都保留，可以恢复。"
    success_message = "账户已停用。"
    service = deactivate


class Reactivate(UserDeed):
    """Open it again."""

    action = Action.GRANT_MANAGE
    title = "恢复账户"
    button = "恢复账户"
    warning = "恢复后，此人可以用原来的密码登录。"
    success_message = "账户已恢复。"
    service = reactivate


class Unlock(UserDeed):
    """Let a locked user in again."""

    action = Action.SECURITY_MANAGE
    title = "解除锁定"
    button = "解除锁定"
    warning = "请先按通讯录回拨，核实是本人，再解除锁定。"
    success_message = "锁定已解除。"
    service = unlock


class ResetFactor(UserDeed):
    """Take the second factors off."""

    action = Action.SECURITY_MANAGE
    title = "重置第二因素"
    button = "重置第二因素"
    tone = "danger"
    warning = "请先按通讯录回拨，核实是本人。重置后，此人的动态口令、通行密钥和恢复码全部作废，需要重新设置。"
    success_message = "第二因素已重置。"
    service = reset_factor
