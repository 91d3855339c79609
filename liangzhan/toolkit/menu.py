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


def menu_item(
    section: str, title: str, url_name: str, action: Any, *, order: int = 50, standard_only: bool = False
) -> None:
    """Register an entry (in AppConfig.ready or navigation modules). Registering the same URL name twice is a mistake."""
    if section not in SECTIONS or any(item.url_name == url_name for item in _ITEMS):
        raise ValueError(f"menu: {section} {url_name}")
    _ITEMS.append(Item(section, title, url_name, action, order, standard_only))


def menu_for(request: Any) -> list[Section]:
    """Sections with the entries this user may use; the entry of the current address is `active`."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.is_authenticated:
        return []
    basic = getattr(request, "menu_profile", "STANDARD") == "BASIC"
    sections = {title: Section(title) for title in SECTIONS}
    may_use = [item for item in sorted(_ITEMS, key=lambda one: one.order) if actor.may(item.action)]
    shown = [(item, reverse(item.url_name)) for item in may_use if not (basic and item.standard_only)]
    # Of two entries that hold this address, the longer one is where one is.
    holding = [href for _, href in shown if request.path == href or (href != "/" and request.path.startswith(href))]
    here = max(holding, key=len, default=None)
    for item, href in shown:
        sections[item.section].items.append({"title": item.title, "href": href, "active": href == here, "badge": ""})
    return [section for section in sections.values() if section.items]
