"""Cards about qualification: for the worker and for the head."""

from __future__ import annotations

import datetime as dt

from liangzhan.credentials.queries.clearance import clearances_of
from liangzhan.credentials.rules.clearance import STAND_WORDS, Stand
from liangzhan.staff.cards import Card, worker_card
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.qualification import certificates_of, learning_now, running, window_of
from liangzhan.staff.rules.posts import plain
from liangzhan.toolkit.templating import day

TONES = {Stand.CLEAR: "met", Stand.SOON: "wait"}


def register() -> None:
    """Called once when the platform starts."""
    worker_card(qualification, order=10)
    worker_card(learning, order=20)
    worker_card(clearance, order=30)


def qualification(worker: Worker, own: bool, on: dt.date) -> Card | None:
    """证书和登记: for the worker; the head's page shows them in full."""
    if not own:
        return None
    certificates = certificates_of(worker)
    if not certificates:
        return Card("职业水平证书", ("没有登记证书。取得证书后请交站长登记。",))
    lines = [f"{one.get_level_display()}，{day(one.passed_on)}取得" for one in certificates]
    held = running(certificates, on)
    if held is None or held.valid_to is None:
        return Card("职业水平证书", (*lines, "登记不在有效期内，请尽快办理登记。"), tone="miss")
    opens = window_of(held, "", on)
    lines.append(f"登记有效期至 {day(held.valid_to)}，{day(opens)}起可办理再登记")
    return Card("职业水平证书", tuple(lines), tone="wait" if on >= opens else "met")


def learning(worker: Worker, own: bool, on: dt.date) -> Card | None:
    """继续教育: hours earned against hours asked in the registration period that runs."""
    found = learning_now(worker, on)
    if found is None:
        return None
    lines = (
        f"已得 {plain(found.earned)} 学时，要求 {found.required} 学时"
        + (f"，还差 {plain(found.gap)} 学时" if found.gap else ""),
        f"登记周期 {day(found.starts_on)}至 {day(found.ends_on)}",
    )
    return Card("继续教育", lines, tone="wait" if found.gap else "met")


def clearance(worker: Worker, own: bool, on: dt.date) -> Card | None:
    """从业查询: for whoever works with minors (未保法 §62); only whether it is allowed and until when."""
    if not worker.posts.not_over(on).filter(serves_minors=True).exists():
        return None
    held = clearances_of([worker.person_id], on)[worker.person_id]
    until = (f"本次查询有效至 {day(held.due_on)}",) if held.due_on else ()
    return Card("从业查询", (STAND_WORDS[held.stand], *until), tone=TONES.get(held.stand, "miss"))
