"""What a certificate of volunteer service must and may say, and who issues it (Order 67 §14, §15, §26; domain.md 6.2). Pure."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from liangzhan.stations.choices import LegalForm, Tier
from liangzhan.toolkit.transitions import Table
from liangzhan.toolkit.verify_certificate import MARK
from liangzhan.volunteers.choices import CertificateState as C
from liangzhan.volunteers.choices import NationalState
from liangzhan.volunteers.choices import SealState as S
from liangzhan.volunteers.rules.hours import hours_text

# A certificate is a snapshot: it never becomes valid again.
CERTIFICATE_STATES = Table({C.VALID: (C.REVOKED, C.SUPERSEDED), C.REVOKED: (), C.SUPERSEDED: ()})
SEAL_STATES = Table({S.WAITING: (S.SEALED, S.REFUSED), S.SEALED: (), S.REFUSED: ()})
LEGAL_PERSONS = frozenset({LegalForm.SOCIAL_SERVICE_ORG, LegalForm.SOCIAL_GROUP})
# Until the data stand in the national system [D, domain.md 6.2].
OWN_RECORD = "本平台记录；以全国志愿服务信息系统查验为准。"
MOST_LINES = 2000
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that reads alike on paper
CODE_LENGTH = 10
REQUIRED = ("period", "lines", "issuer")  # 服务时间、服务内容、记录单位 (§15)


@dataclass(frozen=True)
class Line:
    """One verified record as it is certified; `recorder` is 记录单位 of this line."""

    record: str
    served_on: dt.date
    activity: str
    content: str
    minutes: int
    recorder: str


@dataclass(frozen=True)
class Facts:
    """Everything a certificate is made of, as it stands on the day of issue."""

    number: str
    name: str
    id_kind: str
    id_masked: str
    volunteer_no: str
    national_no: str
    starts_on: dt.date
    ends_on: dt.date
    issuer: str
    station: str
    head: str
    handler: str
    contact: str
    issued_on: dt.date
    lines: Sequence[Line]
    accepted: bool = False
    extras: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)


def issuer_of(*, legal_form: str, station: str, community: str, street: str, tier: str) -> str:
    """记录单位, derived and never typed.

    A registered organisation issues itself; a filed station, or one that is neither, records under the guidance of the
    committee (Order 67 §26, 条例 §42). A station above the community is guided by the body of its place.
    """
    if legal_form in LEGAL_PERSONS:
        return station
    if tier == Tier.STREET:
        return f"{street}办事处" if street.endswith("街道") else f"{street}人民政府"
    if tier in (Tier.COUNTY, Tier.CITY):
        return f"{community}民政局"
    return f"{street}{committee_of(community)}"


def committee_of(community: str) -> str:
    """The committee of a community or village by its name: 砂山社区 → 砂山社区居民委员会."""
    for short, full in (("居委会", "居民委员会"), ("村委会", "村民委员会")):
        if community.endswith(short):
            return community.removesuffix(short) + full
    if community.endswith("委员会"):
        return community
    return f"{community}村民委员会" if community.endswith("村") else f"{community}居民委员会"


def is_legal_person(legal_form: str) -> bool:
    """Does the station issue (and seal) in its own name?"""
    return legal_form in LEGAL_PERSONS


def period_problem(starts_on: dt.date, ends_on: dt.date, today: dt.date) -> tuple[str, str]:
    """(field, sentence) of what is wrong with the period, or ("", "")."""
    if ends_on < starts_on:
        return "ends_on", "止期不能早于起期。"
    if ends_on > today:
        return "ends_on", "止期不能晚于今天。"
    return "", ""


def lines_problem(count: int, waiting: int) -> str:
    """Only VERIFIED records are certified (domain.md 6.7)."""
    if count > MOST_LINES:
        return f"这段时间有 {count} 条记录，一份证明最多 {MOST_LINES} 条，请缩短起止日期，分开出具。"
    if count == 0 and waiting:
        return f"这段时间的 {waiting} 条服务记录还没有核实，核实后才能出具证明。请向站点询问。"
    if count == 0:
        return "这段时间没有已核实的服务记录，请换一段时间。"
    return ""


def alone_problem(age: int | None, alone_from: int) -> str:
    """A child without civil capacity asks through the guardian (民法典 §20; domain.md 6.5)."""
    if age is not None and age < alone_from:
        return "未满八周岁的，请监护人到站申请，由站点工作人员出具。"
    return ""


def volunteer_problem(*, confirmed: bool) -> str:
    """Whoever never said yes has no service to certify (Order 67 §5)."""
    return "" if confirmed else "还没有经本人确认登记，不能出具证明。"


def total_minutes(lines: Sequence[Line]) -> int:
    """Minutes are summed first and become hours afterwards."""
    return sum(one.minutes for one in lines)


def duration_words(minutes: int) -> str:
    """One line's time, unrounded: 125 → "2 小时 5 分", so that the lines add up to the total."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} 小时"] if hours else []
    return " ".join([*parts, f"{rest} 分"] if rest or not hours else parts)


def missing_contents(snapshot: Mapping[str, Any]) -> list[str]:
    """Which of the three things Order 67 §15 asks for a snapshot lacks; empty when it is whole."""
    words = {"period": "服务时间", "lines": "服务内容", "issuer": "记录单位"}
    return [words[name] for name in REQUIRED if not snapshot.get(name)]


def snapshot_of(facts: Facts) -> dict[str, Any]:
    """The JSON of everything printed. Contents of §15 first, then the extras of the 2015 opinion."""
    return {
        "number": facts.number,
        "name": facts.name,
        "id_kind": facts.id_kind,
        "id_number": facts.id_masked,
        "volunteer_no": facts.volunteer_no,
        "national_no": facts.national_no,
        "period": [facts.starts_on.isoformat(), facts.ends_on.isoformat()],
        "minutes": total_minutes(facts.lines),
        "hours": hours_text(total_minutes(facts.lines)),
        "times": len(facts.lines),
        "lines": [
            [one.record, one.served_on.isoformat(), one.activity, one.content, one.minutes, one.recorder]
            for one in facts.lines
        ],
        "issuer": facts.issuer,
        "station": facts.station,
        "head": facts.head,
        "handler": facts.handler,
        "contact": facts.contact,
        "issued_on": facts.issued_on.isoformat(),
        "extras": {name: [list(row) for row in rows] for name, rows in facts.extras.items() if rows},
        "remark": "" if facts.accepted else OWN_RECORD,
    }


def all_accepted(national_state: str, export_states: Sequence[str]) -> bool:
    """Does the national system hold the person and each of these records? Then the remark is no longer needed."""
    return national_state == NationalState.ACCEPTED and all(one == "ACCEPTED" for one in export_states)


def signed_part(facts: Facts, *, masked_name: str, key_id: str) -> bytes:
    """The compact JSON that is signed and stands in the QR: masked facts alone."""
    told = {
        "v": 1,
        "alg": "Ed25519",
        "kid": key_id,
        "no": facts.number,
        "name": masked_name,
        "hours": hours_text(total_minutes(facts.lines)),
        "from": facts.starts_on.isoformat(),
        "to": facts.ends_on.isoformat(),
        "issuer": facts.issuer,
        "on": facts.issued_on.isoformat(),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def payload_text(signed: bytes, signature: bytes) -> str:
    """`LZC1.` + base64url of the JSON + `.` + base64url of the 64 bytes of signature."""
    parts = (base64.urlsafe_b64encode(one).decode().rstrip("=") for one in (signed, signature))
    return MARK + ".".join(parts)


def digest_of(payload: str) -> str:
    """SHA-256 of the payload in hex: what stays of it when its person is forgotten."""
    return hashlib.sha256(payload.encode()).hexdigest()


def check_code(digest: str) -> str:
    """Ten letters to type in beside the number: nobody who has not seen the signature can guess them."""
    number = int(digest, 16)
    letters = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[rest])
    return "".join(letters)


def reason_problem(reason: str) -> str:
    """A certificate is not taken back without telling why."""
    return "" if reason.strip() else "请写明撤销理由，本人会看到。"


def seal_problem(*, sealed: bool, has_scan: bool, note: str) -> tuple[str, str]:
    """(field, sentence): a sealed one shows its scan, a refused one its reason (Order 67 §15: only where needed)."""
    if sealed and not has_scan:
        return "scan", "请上传盖章后的证明照片或扫描件。"
    if not sealed and not note.strip():
        return "note", "请写明不盖章的原因，本人会看到。"
    return "", ""


def changes_of(certified: Mapping[str, tuple[int, str]], now: Mapping[str, tuple[int, str]]) -> list[str]:
    """What differs between the certified lines and the verified records of today: {record: (minutes, content)}."""
    gone = sum(one not in now for one in certified)
    changed = sum(one in now and now[one] != told for one, told in certified.items())
    added = sum(one not in certified for one in now)
    found = []
    if gone:
        found.append(f"有 {gone} 条记录后来不再认定")
    if changed:
        found.append(f"有 {changed} 条记录后来作了更正")
    if added:
        found.append(f"这段时间又核实了 {added} 条记录")
    return found
