"""An unmarked view does not start: every URL is walked when the process starts."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from liangzhan.access.middleware import action_of
from liangzhan.access.public import PUBLIC_URLS


def walk_urls(resolver: Any = None, namespace: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every (name with namespace, pattern text, view) of the site."""
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            for name, text, view in walk_urls(pattern, inner):
                yield name, f"{pattern.pattern}{text}", view
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", str(pattern.pattern), pattern.callback


@register()
def every_view_declares_an_action(**kwargs: Any) -> list[CheckMessage]:
    """access.E001 for a view that neither declares an action nor stands on the public list."""
    return [
        Error(
            f"页面 {name}（{text}）没有声明 action，也不在 access/public.py 的公开清单里。",
            hint="给视图类写上 action = Action.…，或在公开清单里写明理由。",
            id="access.E001",
        )
        for name, text, view in walk_urls()
        if name not in PUBLIC_URLS and action_of(view) is None
    ]
