"""Every public function of a services module is recorded: nobody does a deed that leaves no trace."""

import ast

from tests.house.tree import furniture, module_of, parsed

# Public functions of services modules that are not deeds of their own.
NOT_RECORDED: dict[str, str] = {
    "liangzhan.audit.services.recorded": "is the recorder",
    "liangzhan.accounts.services.locking.count_failure": "nobody has signed in; the lock it may set is recorded",
    "liangzhan.accounts.services.locking.clear_failures": "a good sign-in; nothing to tell",
    "liangzhan.accounts.services.invitations.invite": "records through _keep_invitation, which never sees the code",
    "liangzhan.accounts.services.invitations.accept_invitation": "records as the person it finds by the code",
    "liangzhan.ledger.services.posting.post": "the posting says who, when and what; the deed is recorded by its own room",
    "liangzhan.ledger.services.posting.reverse": "the same",
    "liangzhan.ledger.services.posting.post_many": "the same, one posting for each voucher",
    "liangzhan.ledger.services.cells.rebuild_dirty": "cells say nothing that the entries do not",
    "liangzhan.ledger.services.cells.write_cells": "the same",
    "liangzhan.ledger.services.area_cells.rebuild_areas": "the same",
    "liangzhan.ledger.services.cells.mark_person": "a part of a merge, which is recorded",
    "liangzhan.ledger.services.sealed.post_sealed": "as post; a record of its own would tell that there is a sealed service",
    "liangzhan.ledger.services.sealed.reverse_sealed": "the same",
    "liangzhan.ledger.services.sealed.rebuild_sealed_cells": "cells say nothing that the entries do not",
    "liangzhan.audit.services.record_rows_read": "writes readings, which are records themselves",
    "liangzhan.casework.services.sealed.open_emergency": "records through _grant; a wrong number goes to the hidden record",
    "liangzhan.casework.services.sealed.restore_teams": "each case goes to the heads by give_to_heads, which is recorded",
    "liangzhan.casework.services.sealed.drop_labels": "each label is dropped by drop_label, which is recorded",
    "liangzhan.audit.services.record_reading": "writes a reading, which is a record itself",
}


def is_recorded(function: ast.FunctionDef) -> bool:
    return any("recorded" in ast.dump(decorator) for decorator in function.decorator_list)


def unrecorded() -> set[str]:
    return {
        f"{module_of(path)}.{node.name}"
        for path in furniture("services")
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not is_recorded(node)
    }


def test_every_service_is_recorded():
    assert unrecorded() - set(NOT_RECORDED) == set()


def test_the_list_is_not_stale():
    assert set(NOT_RECORDED) - unrecorded() == set()


def test_services_have_docstrings():
    bare = {
        f"{module_of(path)}.{node.name}"
        for kind in ("services", "queries", "rules")
        for path in furniture(kind)
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    }
    assert bare == set()
