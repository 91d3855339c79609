"""The menu by work (建设 · 运行 · 数据 · 管理); an item shows only for whoever holds its verb."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

SECTIONS = ("", "建设", "运行", "数据", "管理")


@dataclass(frozen=True)
class Item:
    """One entry: section title, words, URL name, verb, order; `standard_only` hides it in the 基础 profile."""

    section: str
    title: str
    url_name: str
    action: Any
    order: int = 50
    standard_only: bool = False


@dataclass
class Section:
    title: str
    items: list[dict[str, Any]] = field(default_factory=list)


_ITEMS: list[Item] = []
_PAGES: dict[str, tuple[str, ...]] = {}


def menu_item(
    section: str, title: str, url_name: str, action: Any, *, order: int = 50, standard_only: bool = False
) -> None:
    """Register an entry (in AppConfig.ready or navigation modules). Registering the same URL name twice is a mistake."""
    if section not in SECTIONS or any(item.url_name == url_name for item in _ITEMS):
        raise ValueError(f"menu: {section} {url_name}")
    _ITEMS.append(Item(section, title, url_name, action, order, standard_only))


def menu_pages(url_name: str, room: str, *pages: str) -> None:
    """Pages of a room that belong to an entry though their address lies elsewhere: the entry lights on them."""
    for page in pages:
        _PAGES[f"{room}:{page}"] = (*_PAGES.get(f"{room}:{page}", ()), url_name)


def menu_for(request: Any) -> list[Section]:
    """Sections with the entries this user may use; the entry of the current address is `active`."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.is_authenticated:
        return []
    basic = getattr(request, "menu_profile", "STANDARD") == "BASIC"
    sections = {title: Section(title) for title in SECTIONS}
    may_use = [item for item in sorted(_ITEMS, key=lambda one: one.order) if actor.may(item.action)]
    shown = [(item, reverse(item.url_name)) for item in may_use if not (basic and item.standard_only)]
    here = _where(request, shown)
    for item, href in shown:
        sections[item.section].items.append({"title": item.title, "href": href, "active": href == here, "badge": ""})
    return [section for section in sections.values() if section.items]


def _where(request: Any, shown: list[tuple[Item, str]]) -> str | None:
    """The entry this page was given to; else, of those that hold its address, the longest."""
    entries = _PAGES.get(getattr(getattr(request, "resolver_match", None), "view_name", ""), ())
    naming = [href for item, href in shown if item.url_name in entries]
    holding = [href for _, href in shown if request.path == href or (href != "/" and request.path.startswith(href))]
    return max(naming or holding, key=len, default=None)
