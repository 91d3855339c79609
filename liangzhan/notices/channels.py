"""Ways out of the platform. The embedded simulator sends nothing; an installation puts its own gateway in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from liangzhan.notices.choices import Channel


@dataclass(frozen=True)
class Receipt:
    """What the gateway answered; a refusal is tried again later."""

    accepted: bool
    answer: str


class Gateway(Protocol):
    """Sends one short text to one address (an office number or mailbox). May raise OSError when out of reach."""

    def send(self, address: str, text: str) -> Receipt: ...


class Simulator:
    """Accepts every address that is there; the Delivery row is the whole effect."""

    def send(self, address: str, text: str) -> Receipt:
        return Receipt(True, "模拟发送，未真正发出") if address else Receipt(False, "没有登记办公电话")


GATEWAYS: dict[str, Gateway] = {str(Channel.SMS): Simulator(), str(Channel.MAIL): Simulator()}
