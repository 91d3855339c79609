"""What is typed about a worker beside the person: data of the office. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.staff.choices.posts import Identity
from liangzhan.toolkit.identity import phone_problem


@dataclass(frozen=True)
class WorkerFacts:
    """Identity is where the person comes from (社区工作者, 派驻 …); never a volunteer (domain.md 4.1)."""

    identity: str = Identity.COMMUNITY_WORKER
    employer: str = ""
    office_phone: str = ""
    contract_starts_on: dt.date | None = None
    contract_ends_on: dt.date | None = None


def worker_problem(facts: WorkerFacts) -> tuple[str, str]:
    """(field, sentence), ("", "") when everything may be."""
    if facts.identity == Identity.AGENCY and not facts.employer.strip():
        return "employer", "由社工机构派驻的，请填写机构名称。"
    if facts.office_phone and (problem := phone_problem(facts.office_phone)):
        return "office_phone", problem
    if facts.contract_starts_on and facts.contract_ends_on and facts.contract_ends_on < facts.contract_starts_on:
        return "contract_ends_on", "合同止期不能早于合同起期。"
    return "", ""
