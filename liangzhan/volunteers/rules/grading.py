"""How strong the evidence of a record is: independent signals, weighed and told in words (domain.md 6.7). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from liangzhan.volunteers.choices import Grade

WORDS: dict[str, tuple[str, str]] = {
    "code": ("扫动态签到码签到", "不是扫码签到"),
    "rostered": ("在公布的名单上", "不在公布的名单上"),
    "inside": ("签到时在活动地点范围内", "签到时不在活动地点范围内"),
    "recipient": ("服务对象确认过这次服务", "服务对象没有确认"),
    "leader": ("活动负责人点名或确认", "活动负责人没有确认"),
    "timing": ("签到签退时间与活动时间相符", "签到签退时间与活动时间不符"),
    "own_device": ("设备只为本人或家人签到", "同一台设备为多人签到"),
}
PROOFS = ("code", "rostered", "inside", "recipient", "leader")


@dataclass(frozen=True)
class Signals:
    """True speaks for, False against, None is unknown and counts neither way."""

    code: bool | None = None
    rostered: bool | None = None
    inside: bool | None = None
    recipient: bool | None = None
    leader: bool | None = None
    timing: bool | None = None
    own_device: bool | None = None

    def stored(self) -> dict[str, bool | None]:
        """As the record keeps them."""
        return asdict(self)


def grade(signals: Signals, *, back_entry: bool) -> Grade:
    """A: three proofs and nothing against; B: two; C: the rest. A back entry is D whatever else speaks for it.

    A shared device takes the code away as a proof; outside the radius or a wrong time takes one proof off.
    """
    if back_entry:
        return Grade.D
    proofs = sum(getattr(signals, name) is True for name in PROOFS)
    if signals.own_device is False and signals.code:
        proofs -= 1
    doubts = sum(one is False for one in (signals.inside, signals.timing))
    weight = proofs - doubts
    if weight >= 3 and not doubts and signals.own_device is not False:
        return Grade.A
    return Grade.B if weight >= 2 else Grade.C


def explained(stored: Mapping[str, bool | None]) -> list[tuple[bool, str]]:
    """[(speaks for it, sentence)] of the signals that are known, in a fixed order."""
    known = [(name, stored[name]) for name in WORDS if stored.get(name) is not None]
    return [(bool(value), WORDS[name][0 if value else 1]) for name, value in known]


def shown_to_volunteer(state: str, back_entry: bool) -> str:
    """What the volunteer reads: 已核实, 补录, 待核实 (never a letter); a dispute and a refusal in their own words."""
    plain = {"VERIFIED": "已核实", "DISPUTED": "您有异议，正在核对", "REJECTED": "不予认定"}
    if state in plain and not (back_entry and state == "VERIFIED"):
        return plain[state]
    return "补录" if back_entry else "待核实"
