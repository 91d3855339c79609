"""Every address of the platform with a real row behind it where a factory makes one; elsewhere a row that is not there."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from liangzhan.access.checks import walk_urls

NOBODY = uuid.UUID(int=0)
# Library pages that are closed or belong to the sign-in are walked in tests/accounts.
LEFT_OUT = ("account_", "mfa_")
WORDS: dict[tuple[str, str], str] = {
    ("stations:state-move", "to"): "SUSPENDED",
    ("reporting:figure", "code"): "I06",
    ("reporting:return-note", "column"): "I06.times",
    ("stations:closing-item", "item"): "ARCHIVES",
    ("stations:system-edit", "kind"): "ATTENDANCE",
    ("stations:declaration", "item"): "A10",
    ("stations:opinion-write", "kind"): "SUPERVISION",
    ("stations:opinion-paper", "kind"): "SUPERVISION",
    ("stations:sign-pattern", "kind"): "SW",
    ("people:consent-add", "purpose"): "REGISTER",
    ("people:consent-print", "purpose"): "REGISTER",
    ("people:consent-text-publish", "purpose"): "REGISTER",
    ("people:own-consent-give", "purpose"): "REGISTER",
    ("programme:report-file", "which"): "list",
    ("programme:draft-report", "code"): "210100000000",
    ("programme:record-item", "code"): "A01",
    ("home:guide", "role"): "county",
    ("home:desk-part", "part"): "staff",
    ("needs:need-deed", "to"): "VERIFY",
    ("exchange:batch-blank", "what"): "RECEIPT",
    ("credentials:commitment-sign", "kind"): "ETHICS",
    ("credentials:commitment-paper", "kind"): "ETHICS",
    ("credentials:commitment-text-publish", "kind"): "ETHICS",
    ("casework:form-print", "form"): "intake",
    ("staff:attendance-day", "day"): "2026-05-06",
    ("staff:my-day", "day"): "2026-05-06",
    ("divisions:parameter-page", "key"): "acceptance.pass_mark",
    ("divisions:set-parameter", "key"): "acceptance.pass_mark",
}


@dataclass(frozen=True)
class Ground:
    """The rows behind the addresses."""

    station: int
    site: int
    plan: int
    quota: int
    nomination: int
    division: int
    user: int
    more: tuple[tuple[str, int], ...] = ()  # rows of other rooms, by the beginning of the address

    def row_of(self, name: str, text: str) -> int:
        """Which row an address speaks of, by what stands before its number; 0 is a row that is not there."""
        for start, row in (
            ("stations/stations/<", 0),
            ("stations/<int:pk>", self.station),
            ("programme/stations/<", self.station),
            ("staff/appraisal/stations/<", self.station),
            ("staff/exams/stations/<", self.station),
            ("funds/stations/<", self.station),
            ("programme/acceptance/sites/<", self.site),
            ("programme/plans/<", self.plan),
            ("programme/quotas/<", self.quota),
            ("programme/nominations/<", self.nomination),
            ("divisions/<int:pk>", self.division),
            ("accounts/users/<", self.user),
            ("staff/ethics/stations/<", self.station),
            ("staff/complaints/stations/<", self.station),
            ("staff/stations/<", self.station),
            *self.more,
        ):
            if text.startswith(start):
                return row
        return 0


def addresses(ground: Ground) -> dict[str, str]:
    """{URL name: address}."""
    found = {}
    for name, text, _ in walk_urls():
        if name.startswith(LEFT_OUT):
            continue
        kwargs: dict[str, Any] = {}
        for kind, word in re.findall(r"<(\w+):(\w+)>", text):
            if kind == "int":
                kwargs[word] = ground.row_of(name, text) if word in ("pk", "plan") else 0
            else:
                kwargs[word] = NOBODY if kind == "uuid" else WORDS.get((name, word), "X")
        # A second number of the address (a paper of a plan) is a row that is not there.
        if "plan" in kwargs and "pk" in kwargs:
            kwargs["pk"] = 0
        try:
            found[name] = reverse(name, kwargs=kwargs)
        except NoReverseMatch as fault:
            raise AssertionError(f"{name} ({text}): say in WORDS what stands for its words") from fault
    return found
