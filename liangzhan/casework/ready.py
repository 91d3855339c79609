"""What the room registers when the platform starts: parameters, sections, vouchers, decisions about persons."""

from __future__ import annotations

from typing import Any

from liangzhan.casework import navigation, ready_archive, ready_later, ready_sealing, ready_sections
from liangzhan.casework.models import Case
from liangzhan.casework.panels import cases as panels  # noqa: F401 -- registers its panels
from liangzhan.casework.queries.desk import case_counts, contact_counts
from liangzhan.casework.queries.origins import case_origin
from liangzhan.casework.queries.vouchers import case_href, contact_href, expected_cases, expected_contacts
from liangzhan.casework.settings import declare_parameters
from liangzhan.ledger.vouchers import Source, voucher_source
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.protection.origins import origin_from
from liangzhan.staff.quantities import Quantity
from liangzhan.staff.quantities import register as register_quantity


def register() -> None:
    """Called once."""
    declare_parameters()
    ready_sections.register()
    ready_sealing.register()
    navigation.register()
    ready_later.register()
    ready_archive.register()
    _register_vouchers()
    origin_from("casework.Case", case_origin)
    register_quantity(Quantity("contacts", "个案服务", "次", contact_counts))
    register_quantity(Quantity("cases", "正式个案", "个", case_counts))
    forget_by("casework.Case.person", Erasure("个案档案按保管期限保存，期满按程序销毁", holds=_holds))


def _register_vouchers() -> None:
    """Cases and contacts stand in one table each, sealed or not: both ledgers are told what to expect."""
    for sealed in (False, True):
        cases = Source("个案", case_href, lambda sealed=sealed: expected_cases(sealed=sealed))
        contacts = Source("过程记录", contact_href, lambda sealed=sealed: expected_contacts(sealed=sealed))
        voucher_source("casework.Case", cases, sealed=sealed)
        voucher_source("casework.Contact", contacts, sealed=sealed)


def _holds(person: Any) -> str:
    """Case files are kept for their retention period (domain.md 5.9); while one is kept the person is known."""
    return "此人有个案档案，保管期满以前不能删除个人信息。" if Case.objects.filter(person=person).exists() else ""
