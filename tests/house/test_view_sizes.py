"""A view is one page in at most 25 lines: it reads input, calls one query or one service, and shows a template."""

import ast

from tests.house.tree import furniture, module_of, parsed

LONGEST = 25
FORBIDDEN = {"objects", "save", "delete", "bulk_create", "update_or_create", "get_or_create"}
# View classes that may be longer, each with the reason. May only shrink.
LONG_VIEWS: dict[str, str] = {}


def view_classes() -> list[tuple[str, ast.ClassDef]]:
    return [
        (f"{module_of(path)}.{node.name}", node)
        for path in furniture("views")
        for node in parsed(path).body
        if isinstance(node, ast.ClassDef) and not module_of(path).startswith("liangzhan.access")
    ]


def long_views() -> set[str]:
    return {name for name, node in view_classes() if node.end_lineno - node.lineno + 1 > LONGEST}


def test_views_are_short():
    assert long_views() - set(LONG_VIEWS) == set()


def test_the_list_is_not_stale():
    assert set(LONG_VIEWS) - long_views() == set()


def test_views_neither_query_nor_write():
    wrong = {
        f"{name}: .{node.attr}"
        for name, view in view_classes()
        for node in ast.walk(view)
        if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN
    }
    assert wrong == set()
