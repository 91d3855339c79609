"""How long a form was open: a signed moment travels in the form and is told, once it is saved, to whoever listens.

Seconds only: nothing of the person, nothing of what was typed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.core.signing import BadSignature, Signer
from markupsafe import Markup

FIELD = "opened_at"
LONGEST = 24 * 60 * 60  # a page left open for a day says nothing about work
_signer = Signer(salt="form-time")
_listeners: list[Callable[[Any, str, int, Any], None]] = []


def hear_saved(listener: Callable[[Any, str, int, Any], None]) -> None:
    """`listener(actor, URL name of the form, seconds, what was saved)` is called after every form that was saved."""
    if listener not in _listeners:
        _listeners.append(listener)


def opened_field(request: Any) -> Markup:
    """The hidden field: this moment, or the first one where the form comes back with errors."""
    held = getattr(request, "POST", {}).get(FIELD, "")
    value = held if _moment(held) is not None else _signer.sign(str(int(time.time())))
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, value)


def saved(view: Any) -> None:
    """Called by a view whose form was saved. Forms about a sealed matter are told to nobody: a count would tell of it."""
    request, result = view.request, view.result
    about = (result, view.__dict__.get("row"), view.__dict__.get("case"))
    if any(getattr(one, "sealed_subject", None) is not None for one in about):
        return
    opened = _moment(request.POST.get(FIELD, ""))
    match = getattr(request, "resolver_match", None)
    if opened is None or match is None:
        return
    seconds = int(time.time()) - opened
    if 0 <= seconds <= LONGEST:
        for listener in _listeners:
            listener(request.actor, match.view_name, seconds, result)


def _moment(value: str) -> int | None:
    try:
        return int(_signer.unsign(value))
    except (BadSignature, ValueError):
        return None
