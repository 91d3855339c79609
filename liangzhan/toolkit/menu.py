"""The menu by work (建设 · 运行 · 数据 · 管理); an item shows only for whoever holds its verb.

Entries of one matter are grouped: `under` names the entry they belong to. The menu then shows one line for the group, and
each page of the group its tabs. Whoever may not use the group's own entry gets the first of the others in its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

SECTIONS = ("", "建设", "运行", "数据", "管理")


@dataclass(frozen=True)
class Item:
    """One entry: section title, words, URL name, verb, order; `standard_only` hides it in the 基础 profile.

    `under` is the URL name of the entry whose tab this is; `group` what the menu calls a group (on its own entry).
    """

    section: str
    title: str
    url_name: str
    action: Any
    order: int = 50
    standard_only: bool = False
    under: str = ""
    group: str = ""

    @property
    def head(self) -> str:
        """The URL name of the group's own entry; its own where it has no group."""
        return self.under or self.url_name


@dataclass
class Section:
    title: str
    items: list[dict[str, Any]] = field(default_factory=list)


_ITEMS: list[Item] = []
_PAGES: dict[str, tuple[str, ...]] = {}


def menu_item(
    section: str,
    title: str,
    url_name: str,
    action: Any,
    *,
    order: int = 50,
    standard_only: bool = False,
    under: str = "",
    group: str = "",
) -> None:
    """Register an entry (in AppConfig.ready or navigation modules). Registering the same URL name twice is a mistake."""
    if section not in SECTIONS or any(item.url_name == url_name for item in _ITEMS):
        raise ValueError(f"menu: {section} {url_name}")
    _ITEMS.append(Item(section, title, url_name, action, order, standard_only, under, group))


def menu_pages(url_name: str, room: str, *pages: str) -> None:
    """Pages of a room that belong to an entry though their address lies elsewhere: the entry lights on them."""
    for page in pages:
        _PAGES[f"{room}:{page}"] = (*_PAGES.get(f"{room}:{page}", ()), url_name)


def menu_for(request: Any) -> list[Section]:
    """Sections with the entries this user may use, one for each group; the one of the current address is `active`."""
    shown = _shown(request)
    sections = {title: Section(title) for title in SECTIONS}
    here = _where(request, shown)
    groups: dict[str, list[tuple[Item, str]]] = {}
    for item, href in shown:
        groups.setdefault(item.head, []).append((item, href))
    for head, members in groups.items():
        first, href = _leading(head, members)
        title = _group_title(head) if len(members) > 1 else ""
        active = here is not None and any(address == here for _, address in members)
        entry = {"title": title or first.title, "href": href, "active": active, "badge": ""}
        sections[first.section].items.append(entry)
    return [section for section in sections.values() if section.items]


def tabs_for(request: Any) -> list[dict[str, Any]]:
    """The entries of the group that holds the current page, the group's own first; empty where there is only one."""
    shown = _shown(request)
    here = _where(request, shown)
    current = next((item for item, href in shown if href == here), None)
    if current is None:
        return []
    members = [(item, href) for item, href in shown if item.head == current.head]
    members.sort(key=lambda pair: pair[0].url_name != current.head)  # stable: the others keep their order
    tabs = [{"title": item.title, "href": href, "active": href == here} for item, href in members]
    return tabs if len(tabs) > 1 else []


def _shown(request: Any) -> list[tuple[Item, str]]:
    """What this user may use, in order, with addresses."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.is_authenticated:
        return []
    basic = getattr(request, "menu_profile", "STANDARD") == "BASIC"
    may_use = [item for item in sorted(_ITEMS, key=lambda one: one.order) if actor.may(item.action)]
    return [(item, reverse(item.url_name)) for item in may_use if not (basic and item.standard_only)]


def _leading(head: str, members: list[tuple[Item, str]]) -> tuple[Item, str]:
    """The group's own entry, else the first of the others."""
    return next((pair for pair in members if pair[0].url_name == head), members[0])


def _group_title(head: str) -> str:
    return next((item.group for item in _ITEMS if item.url_name == head), "")


def _where(request: Any, shown: list[tuple[Item, str]]) -> str | None:
    """The entry this page was given to; else, of those that hold its address, the longest."""
    entries = _PAGES.get(getattr(getattr(request, "resolver_match", None), "view_name", ""), ())
    naming = [href for item, href in shown if item.url_name in entries]
    path = getattr(request, "path", "")
    holding = [href for _, href in shown if path == href or (href != "/" and path.startswith(href))]
    return max(naming or holding, key=len, default=None)
