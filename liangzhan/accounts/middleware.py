"""Who is asking: the actor is resolved once per request; nobody without a second factor gets to what it protects."""

from __future__ import annotations

import time
from dataclasses import replace

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from liangzhan.access.actions import PROVEN
from liangzhan.access.actor import ANONYMOUS
from liangzhan.access.addresses import client_address
from liangzhan.access.middleware import action_of
from liangzhan.access.public import PUBLIC_URLS
from liangzhan.accounts.choices import POST_KEY
from liangzhan.accounts.passing import SESSION_KEY, actor_of_pass
from liangzhan.accounts.queries import SignedIn, signed_in
from liangzhan.toolkit.periods import today

SEEN_KEY = "seen_at"
WITHOUT_FACTOR = ("mfa_", "account_reauthenticate", "account_logout", "home:elder", "home:health")
FACTOR_FIRST = "这一页有服务对象的敏感资料，要用第二因素登录后才能打开。请先启用动态口令或通行密钥。"
NOBODY = SignedIn(ANONYMOUS, "STANDARD", ())


class ActorMiddleware:
    """Puts `request.actor` and its companions in place, lazily: a static or public page asks the database nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        facts = SimpleLazyObject(lambda: self.facts(request))
        request.second_factor = SimpleLazyObject(lambda: has_second_factor(request))
        request.actor = SimpleLazyObject(lambda: replace(facts.actor, address=client_address(request)))
        request.posts = SimpleLazyObject(lambda: facts.posts)
        request.menu_profile = SimpleLazyObject(lambda: facts.menu_profile)
        request.unread_count = SimpleLazyObject(lambda: self.unread(request))
        stay_signed_in(request)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """An administrator who signed in by password alone is led to set up a second factor and can do nothing else."""
        name = request.resolver_match.view_name or ""
        if name.startswith(WITHOUT_FACTOR) or not request.user.is_authenticated:
            return None
        if not request.posts and name not in PUBLIC_URLS:
            return render(request, "accounts/no_post.html", status=403)
        if request.actor.needs_second_factor and not request.actor.second_factor:
            return HttpResponseRedirect(reverse("mfa_index"))
        action = action_of(view)
        if action in PROVEN and request.actor.may(action) and not request.actor.second_factor:
            messages.warning(request, FACTOR_FIRST)
            return HttpResponseRedirect(reverse("mfa_index"))
        return None

    @staticmethod
    def facts(request):
        if not request.user.is_authenticated:
            return replace(NOBODY, actor=actor_of_pass(request.session.get(SESSION_KEY), on=today()))
        return signed_in(
            request.user,
            on=today(),
            second_factor=has_second_factor(request),
            chosen=request.session.get(POST_KEY),
        )

    @staticmethod
    def unread(request):
        # Notices stand above accounts; the reverse relation is all that is needed of them here.
        return request.user.notices.filter(read_at__isnull=True).count() if request.user.is_authenticated else 0


def has_second_factor(request) -> bool:
    """Did this session prove a second factor (a code, or a passkey)?"""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def stay_signed_in(request) -> None:
    """Move the end of the session forward, at most once a minute. What a page asks for by itself is no sign of life."""
    if SEEN_KEY not in request.session and not request.session.get("_auth_user_id"):
        return
    now = int(time.time())
    if request.headers.get("HX-Request") and request.method == "GET":
        return
    if now - request.session.get(SEEN_KEY, 0) >= 60:
        request.session[SEEN_KEY] = now
