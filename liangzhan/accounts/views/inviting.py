"""Inviting one person, and the slip that is shown once."""

import base64
import datetime as dt
import json
from functools import cached_property

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.roles import Role
from liangzhan.access.views import Page, ScopedForm
from liangzhan.accounts.exports.slips import Slip, slips_pdf
from liangzhan.accounts.forms.people import InviteForm
from liangzhan.accounts.queries import own_grants
from liangzhan.accounts.services.invitations import invite, invite_to_post
from liangzhan.accounts.views.users import UserMixin, download
from liangzhan.toolkit import qr
from liangzhan.toolkit.crypto import open_sealed, seal
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

SLIP_KEY = "slip"  # in the session, sealed: the code of the last invitation
SLIP_MINUTES = 10
AAD = "accounts.slip"


def keep_slip(request, invitation, code):
    """Put the slip aside for ten minutes, in this session only."""
    grants = own_grants(invitation.user, on=today())
    facts = {
        "name": invitation.user.display_name,
        "role": grants[0].get_role_display() if grants else "",
        "place": grants[0].place_name if grants else "",
        "account": invitation.user.username,
        "code": code,
        "valid_until": invitation.expires_at.date().isoformat(),
        "until": (timezone.now() + dt.timedelta(minutes=SLIP_MINUTES)).isoformat(),
    }
    request.session[SLIP_KEY] = base64.b64encode(seal(json.dumps(facts), AAD)).decode()
    return HttpResponseRedirect(reverse("accounts:slip"))


def open_slip(request):
    """The facts of the slip, or None when it was never there or its ten minutes are over."""
    sealed = request.session.get(SLIP_KEY, "")
    found = json.loads(open_sealed(base64.b64decode(sealed), AAD)) if sealed else None
    if found is None or dt.datetime.fromisoformat(found.pop("until")) < timezone.now():
        return None
    return {**found, "valid_until": dt.date.fromisoformat(found["valid_until"])}


class Invite(ScopedForm):
    """A new person with a post; the code stands on the next page."""

    action = Action.GRANT_MANAGE
    template_name = "accounts/invite.html"
    title = "邀请用户"
    subtitle = "开通账户、授予岗位，并打印激活纸条交给本人。"
    form_class = InviteForm
    button = "邀请"
    success_message = ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.actor}

    def run(self, form):
        chosen = form.cleaned_data
        facts = {name: chosen[name] for name in ("display_name", "username", "office_phone")}
        return invite_to_post(**facts, **form.chosen, role=Role(chosen["role"]), by=self.actor)

    def form_valid(self, form):
        answer = super().form_valid(form)
        return keep_slip(self.request, *self.result) if hasattr(self, "result") else answer


class Resend(UserMixin, Page):
    """A fresh code for an account; the older one no longer works."""

    action = Action.GRANT_MANAGE
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        try:
            invited = invite(user=self.row, by=self.actor)
        except RuleBroken as refusal:
            messages.error(request, "".join(refusal.reasons))
            return HttpResponseRedirect(reverse("accounts:user-page", kwargs={"pk": self.row.pk}))
        return keep_slip(request, invited.invitation, invited.code)


class SlipMixin:
    """The slip kept in this session, or back to the list."""

    @cached_property
    def facts(self):
        return open_slip(self.request)

    def dispatch(self, request, *args, **kwargs):
        if open_slip(request) is None:
            messages.error(request, "纸条已过了显示时间。需要时请打开用户，重发激活码。")
            return HttpResponseRedirect(reverse("accounts:user-list"))
        return super().dispatch(request, *args, **kwargs)


class SlipPage(SlipMixin, Page):
    """The slip, for ten minutes."""

    action = Action.GRANT_MANAGE
    template_name = "accounts/slip_page.html"
    title = "激活纸条"
    subtitle = "激活码只在这里显示，10 分钟后就看不到了。请现在打印，当面交给本人。"

    @property
    def address(self):
        return self.request.build_absolute_uri(reverse("accounts:accept-invitation"))

    def get_context_data(self, **kwargs):
        facts = self.facts
        picture = qr.png(f"{self.address}#{facts['code'].replace('-', '')}")
        image = base64.b64encode(picture).decode()
        return super().get_context_data(slip=facts, address=self.address, qr_data=image, **kwargs)


class SlipPdf(SlipPage):
    """The slip on paper."""

    def get(self, request, *args, **kwargs):
        return download(slips_pdf([Slip(**self.facts)], address=self.address), "激活纸条.pdf", "application/pdf")
