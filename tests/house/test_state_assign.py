"""A stored state moves through toolkit.transitions.move and nowhere else."""

import ast

from tests.house.tree import module_of, parsed, python_files

MOVER = "liangzhan.toolkit.transitions"
# Modules that set a state of their own kind, each with the reason.
ASSIGNERS: dict[str, str] = {
    "liangzhan.toolkit.jobs": "a job row is a machine's record: claimed, renewed and finished under its own lease",
}


def assigners() -> set[str]:
    found = set()
    for path in python_files("liangzhan/"):
        for node in ast.walk(parsed(path)):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and any(
                isinstance(target, ast.Attribute) and target.attr == "state" and not is_self(target)
                for target in targets
            ):
                found.add(module_of(path))
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update":
                if any(keyword.arg == "state" for keyword in node.keywords):
                    found.add(module_of(path))
    return found


def is_self(target: ast.Attribute) -> bool:
    return getattr(target.value, "id", "") == "self"


def may_assign(module: str) -> bool:
    return module == MOVER or any(module == one or module.startswith(f"{one}.") for one in ASSIGNERS)


def test_nobody_else_assigns_a_state():
    assert {module for module in assigners() if not may_assign(module)} == set()


def test_the_list_is_not_stale():
    found = assigners()
    assert {one for one in ASSIGNERS if not any(f"{module}.".startswith(f"{one}.") for module in found)} == set()
