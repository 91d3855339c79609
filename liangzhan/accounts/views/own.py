"""One's own account."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.roles import ROLES, Role
from liangzhan.access.views import Page
from liangzhan.accounts.choices import POST_KEY
from liangzhan.accounts.queries import factors_of, own_grants
from liangzhan.accounts.services.security import sign_out_everywhere
from liangzhan.toolkit.periods import today


class Me(Page):
    """Password, second factors, posts, sessions."""

    action = Action.OWN_ACCOUNT
    template_name = "accounts/me.html"
    title = "账户与安全"

    def get_context_data(self, **kwargs):
        user = self.request.user
        grants = own_grants(user, on=today())
        return super().get_context_data(
            user=user,
            grants=grants,
            factors=factors_of(user),
            duties={role: card.description for role, card in ROLES.items()},
            administrators=[str(role) for role in Role if ROLES[role].second_factor],
            day=today(),
            **kwargs,
        )


class SignOutEverywhere(Page):
    """End all sessions of this account, also this one."""

    action = Action.OWN_ACCOUNT
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        sign_out_everywhere(user=request.user, by=self.actor)
        logout(request)
        messages.success(request, "已在所有浏览器上退出，请重新登录。")
        return HttpResponseRedirect(reverse("account_login"))


class ChoosePost(Page):
    """Narrow everything to one of one's own posts, or to all of them again."""

    action = Action.OWN_ACCOUNT
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        chosen = request.POST.get("post", "")
        if any(str(post.pk) == chosen for post in request.posts):
            request.session[POST_KEY] = int(chosen)
        else:
            request.session.pop(POST_KEY, None)
        return HttpResponseRedirect(reverse("home:desk"))
