"""A stored state moves through toolkit.transitions.move and nowhere else."""

import ast

from tests.house.tree import module_of, parsed, python_files

MOVER = "liangzhan.toolkit.transitions"
# Modules that set a state of their own kind, each with the reason.
ASSIGNERS: dict[str, str] = {
    "liangzhan.toolkit.jobs": "a job row is a machine's record: claimed, renewed and finished under its own lease",
}


def assigners() -> set[str]:
    return {
        module_of(path)
        for path in python_files("liangzhan/")
        for node in ast.walk(parsed(path))
        if assigns_state(node) or updates_state(node)
    }


def assigns_state(node: ast.AST) -> bool:
    """`row.state = …`, but not `self.state = …` of a class that is no row."""
    if not isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(
        isinstance(target, ast.Attribute) and target.attr == "state" and getattr(target.value, "id", "") != "self"
        for target in targets
    )


def updates_state(node: ast.AST) -> bool:
    """`rows.update(state=…)`."""
    called = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update"
    return called and any(keyword.arg == "state" for keyword in node.keywords)


def may_assign(module: str) -> bool:
    return module == MOVER or any(module == one or module.startswith(f"{one}.") for one in ASSIGNERS)


def test_nobody_else_assigns_a_state():
    assert {module for module in assigners() if not may_assign(module)} == set()


def test_the_list_is_not_stale():
    found = assigners()
    assert {one for one in ASSIGNERS if not any(f"{module}.".startswith(f"{one}.") for module in found)} == set()
