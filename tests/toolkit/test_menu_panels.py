"""The registries of menu and desk, and what a row says of who did it."""

import datetime as dt
import uuid
from types import SimpleNamespace

import pytest

from liangzhan.toolkit import menu, panels
from liangzhan.toolkit.actors import ActorStamp
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.fields import ActorField

TODAY = dt.date(2020, 10, 1)


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(menu, "_ITEMS", [])
    monkeypatch.setattr(menu, "_PAGES", {})
    monkeypatch.setattr(menu, "reverse", lambda name: {"home:desk": "/", "plans": "/plans/", "users": "/users/"}[name])


def request(path="/", *, verbs=("a", "b"), known=True, **more):
    actor = SimpleNamespace(is_authenticated=known, may=lambda action: action in verbs)
    return SimpleNamespace(path=path, actor=actor, **more)


def titles(found):
    return [(section.title, [(item["title"], item["active"]) for item in section.items]) for section in found]


def test_menu_by_verb_section_and_order():
    menu.menu_item("管理", "用户", "users", "b", order=10)
    menu.menu_item("建设", "计划", "plans", "a", order=20)
    menu.menu_item("", "工作台", "home:desk", "a", order=30)
    assert titles(menu.menu_for(request("/plans/3"))) == [
        ("", [("工作台", False)]),
        ("建设", [("计划", True)]),
        ("管理", [("用户", False)]),
    ]
    assert titles(menu.menu_for(request("/", verbs=("a",)))) == [("", [("工作台", True)]), ("建设", [("计划", False)])]


def test_a_page_lights_the_entry_that_names_it():
    menu.menu_item("建设", "计划", "plans", "a")
    menu.menu_item("建设", "进度", "users", "a")
    menu.menu_pages("users", "programme", "progress")
    at = SimpleNamespace(view_name="programme:progress")
    assert titles(menu.menu_for(request("/plans/3/progress/", resolver_match=at))) == [
        ("建设", [("计划", False), ("进度", True)])
    ]


def test_nobody_sees_no_menu():
    menu.menu_item("", "工作台", "home:desk", "a")
    assert menu.menu_for(request(known=False)) == []
    assert menu.menu_for(SimpleNamespace(path="/")) == []


def test_the_basic_profile_hides_what_only_large_stations_need():
    menu.menu_item("建设", "计划", "plans", "a", standard_only=True)
    assert titles(menu.menu_for(request(menu_profile="BASIC"))) == []
    assert titles(menu.menu_for(request(menu_profile="STANDARD"))) == [("建设", [("计划", False)])]


def test_an_entry_stands_once_in_a_known_section():
    menu.menu_item("建设", "计划", "plans", "a")
    for section, name in (("建设", "plans"), ("别处", "users")):
        with pytest.raises(ValueError, match=name):
            menu.menu_item(section, "计划", name, "a")


def grouped():
    menu.menu_item("建设", "计划", "plans", "a", order=20, group="计划和用户")
    menu.menu_item("建设", "用户", "users", "b", order=10, under="plans")
    menu.menu_item("", "工作台", "home:desk", "a", order=5)


def tabs(path, **more):
    return [(tab["title"], tab["active"]) for tab in menu.tabs_for(request(path, **more))]


def test_a_group_is_one_entry_and_its_pages_have_tabs():
    grouped()
    assert titles(menu.menu_for(request("/users/7/"))) == [("", [("工作台", False)]), ("建设", [("计划和用户", True)])]
    assert menu.menu_for(request())[1].items[0]["href"] == "/plans/"
    assert (tabs("/users/7/"), tabs("/plans/")) == (
        [("计划", False), ("用户", True)],
        [("计划", True), ("用户", False)],
    )
    assert tabs("/") == []


@pytest.mark.parametrize(("verbs", "title", "href"), [(("a",), "计划", "/plans/"), (("b",), "用户", "/users/")])
def test_a_group_of_which_one_may_be_used_is_that_one(verbs, title, href):
    grouped()
    entry = menu.menu_for(request("/", verbs=verbs))[-1].items[0]
    assert (entry["title"], entry["href"]) == (title, href)
    assert tabs(href, verbs=verbs) == []


def test_nobody_has_tabs():
    grouped()
    assert tabs("/plans/", known=False) == []


def test_panels_are_gathered_by_due_date(monkeypatch):
    monkeypatch.setattr(panels, "PANELS", [])
    monkeypatch.setattr(panels, "WARNINGS", [])
    late = panels.Todo("审核", "乙站", "/b/", dt.date(2020, 11, 1))
    soon = panels.Todo("确认", "甲站", "/a/", dt.date(2020, 10, 2))
    never = panels.Todo("阅读", "通知", "/n/")
    first, second = (
        panels.desk_panel(lambda actor, today: [never, late]),
        panels.desk_panel(lambda actor, today: [soon]),
    )
    warning = panels.warning_panel(lambda actor, today: [])
    registered = [*panels.PANELS, *panels.WARNINGS]
    assert registered == [first, second, warning]
    assert panels.gather(panels.PANELS, None, TODAY) == [soon, late, never]
    assert soon.text == "确认甲站"


def test_actor_field_keeps_who_without_a_foreign_key():
    field = ActorField()
    stamp = ActorStamp(uuid.UUID(int=3), "甲|乙")
    text = f"{uuid.UUID(int=3)}|甲|乙"
    assert field.get_prep_value(stamp) == text
    assert (field.to_python(text), field.from_db_value(text, None, None), str(field.to_python(text))) == (
        stamp,
        stamp,
        "甲|乙",
    )
    assert (field.to_python(""), field.to_python(None), field.get_prep_value(None)) == (None, None, None)
    assert len(field.get_prep_value(ActorStamp(uuid.UUID(int=3), "长" * 200))) == 157
    assert field.deconstruct()[3] == {}
    field.attname = "made_by"
    assert [field.value_to_string(SimpleNamespace(made_by=value)) for value in (stamp, None)] == [text, ""]


def test_a_refusal_has_reasons_and_perhaps_a_field():
    refusal = RuleBroken("甲。", "乙。", field="city")
    assert (refusal.reasons, refusal.field, RuleBroken("甲。").field) == (("甲。", "乙。"), "city", "")
