"""Users and posts of the officer's area."""

from functools import cached_property
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedList
from liangzhan.accounts.choices import InvitationState
from liangzhan.accounts.exports.users import users_workbook
from liangzhan.accounts.forms.filters import GrantFilter, narrow_grants
from liangzhan.accounts.queries import factors_of, user_locked_until, visible_grants, visible_users
from liangzhan.toolkit.periods import today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(content, name, media_type=XLSX):
    """A file to download, under a Chinese name."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "no-store"
    return response


class UserList(ScopedList):
    """Posts in force, with filters."""

    action = Action.GRANT_VIEW
    template_name = "accounts/user_list.html"
    title = "账户"
    subtitle = "本地区的用户和岗位。一人有几个岗位的，每个岗位一行。"
    filter_form = GrantFilter
    order = ("-valid_from", "-id")

    def get_form(self):
        return GrantFilter(self.request.GET, actor=self.actor)

    def get_rows(self):
        return visible_grants(self.actor)

    def narrow(self, rows, chosen):
        return narrow_grants(rows, chosen, on=today(), now=timezone.now())

    def get_context_data(self, **kwargs):
        return super().get_context_data(day=today(), **kwargs)


class UserExport(UserList):
    """The same rows as a workbook."""

    def get(self, request, *args, **kwargs):
        _, rows = self.get_filtered()
        return download(users_workbook(rows, on=today()), "用户和岗位.xlsx")


class UserMixin:
    """One user the actor may see, or 404."""

    @cached_property
    def row(self):
        found = visible_users(self.actor).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("没有找到这个用户，或者不在您的范围内。")
        return found


class UserPage(UserMixin, Page):
    """A user with posts, invitation, lock and second factor; the deeds stand beside."""

    action = Action.GRANT_VIEW
    template_name = "accounts/user_page.html"

    def get_title(self):
        return self.row.display_name

    def get_context_data(self, **kwargs):
        user = self.row
        return super().get_context_data(
            row=user,
            grants=visible_grants(self.actor).filter(user=user).order_by("-valid_from", "-id"),
            invitation=user.invitations.filter(state=InvitationState.OPEN).order_by("-id").first(),
            factors=factors_of(user),
            locked=user_locked_until(user),
            may_manage=self.actor.may(Action.GRANT_MANAGE),
            may_secure=self.actor.may(Action.SECURITY_MANAGE),
            day=today(),
            **kwargs,
        )
