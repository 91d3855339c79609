"""Closed by default: a view without an action runs only if its name stands in `public.PUBLIC_URLS`."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from liangzhan.access.actions import Action
from liangzhan.access.public import PUBLIC_URLS


class GuardMiddleware:
    """Refuses before the view runs: not signed in → sign-in page; verb not held → 403."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A station's computer has many users: what was shown must not come back after sign-out. Files set their own.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is not None and match.view_name in PUBLIC_URLS:
            return None
        actor = request.actor  # type: ignore[attr-defined]
        if not actor.is_authenticated:
            return redirect_to_login(request.get_full_path())
        action = action_of(view)
        if action is None or not actor.may(action):
            raise PermissionDenied(refusal(action))
        return None


def refusal(action: Action | None) -> str:
    """The sentence a refused user reads."""
    return f"您没有“{action.label}”的权限。" if action else "这个地址没有开放。"


# allauth's own pages are wrapped in our frame; each names the verb it belongs to.
LIBRARY_ACTIONS: dict[str, Action] = {"allauth.": Action.OWN_ACCOUNT}


def action_of(view: Callable[..., Any]) -> Action | None:
    """The verb of a view: its class's `action`, or that of the library it comes from."""
    view_class = getattr(view, "view_class", None)
    action = getattr(view_class or view, "action", None)
    if isinstance(action, Action):
        return action
    module = getattr(view_class or view, "__module__", "")
    return next((held for prefix, held in LIBRARY_ACTIONS.items() if module.startswith(prefix)), None)
