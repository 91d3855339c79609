"""What the second half of the room registers: settings, vouchers of C-07 and C-08, the decision on merging."""

from __future__ import annotations

from liangzhan.access.actions import Action
from liangzhan.casework.models import Closing, Referral
from liangzhan.casework.panels import later as panels  # noqa: F401 -- registers its panels
from liangzhan.casework.queries import addenda, page_later
from liangzhan.casework.queries.counted import expected_of, href_of
from liangzhan.casework.queries.merging import merge_problem
from liangzhan.casework.queries.own_file import own_parts
from liangzhan.casework.sections import Section, add_section
from liangzhan.casework.settings_later import declare_parameters
from liangzhan.ledger.vouchers import Source, voucher_source
from liangzhan.people.merging import Decision, decide, moving
from liangzhan.people.rights import offer
from liangzhan.toolkit.menu import menu_item, menu_pages
from liangzhan.toolkit.schedule import every


def register() -> None:
    """Called once."""
    offer("casework", own_parts)
    declare_parameters()
    add_entries()
    every("casework.tasks.flags.nightly", title="夜间把超期个案列入督导议题", at="03:20")
    for section in (
        Section("closing", "结案和回访", "casework/parts/closing.html", page_later.closing, order=60),
        Section("referrals", "转介", "casework/parts/referrals.html", page_later.referrals, order=62),
        Section("addenda", "补记", "casework/parts/addenda.html", addenda.addenda, order=70),
        Section("opinions", "意见", "casework/parts/opinions.html", page_later.opinions, order=64),
    ):
        add_section(section)
    cases = moving("casework.Case.person")
    decide("casework.Case.person", Decision(cases.words, cases.move, merge_problem))
    for sealed in (False, True):
        for model, title, section in ((Closing, "结案表", "closing"), (Referral, "转介表", "referrals")):
            source = Source(title, href_of(model, section), expected_of(model, sealed=sealed))
            voucher_source(model._meta.label, source, sealed=sealed)


def add_entries() -> None:
    """Lines of the menu and tabs."""
    menu_item("运行", "个案督导", "casework:advised-list", Action.CASE_ADVISE, order=6)
    menu_item("运行", "转来的", "casework:incoming-list", Action.CASE_OPEN, order=6, under="casework:case-list")
    menu_item("运行", "待转个案", "casework:stranded-list", Action.CASE_OVERSEE, order=7, under="casework:case-list")
    menu_pages("casework:advised-list", "casework", "advised-case", "advised-opinion")
    menu_pages("casework:case-list", "casework", "closing-page", "referral-page", "incoming-page", "own-file")
    menu_pages("casework:case-list", "casework", "carry-upload", "carry-preview")
