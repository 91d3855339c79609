"""The rotating code of an occasion (domain.md 6.7: QR that changes within 60 seconds).

A code is a keyed function of the occasion's secret, the occasion, the step of time and the way (phone or station screen), so
a showing device that is offline holds the codes of the next minutes, and a photographed code is worthless later. The link
carries step, way and code: nothing about a person.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from liangzhan.occasions.choices import CheckInWay
from liangzhan.toolkit.crypto import same, short_code

MOST_STEP_SECONDS = 60
CODE_LETTERS = 10
# How far beside the present a code is looked for, to tell a meddled step from the code of something else.
SEARCHED_STEPS = 240
STALE_MINUTES = 15
LETTER_OF = {CheckInWay.CODE: "c", CheckInWay.SCREEN: "s"}
WAY_OF = {letter: way for way, letter in LETTER_OF.items()}
_SHAPE = re.compile(rf"([0-9]{{6,12}})-([cs])-([A-Z2-7]{{{CODE_LETTERS}}})")


@dataclass(frozen=True)
class Scanned:
    """What stood in the scanned link."""

    step: int
    way: CheckInWay
    code: str


@dataclass(frozen=True)
class Lock:
    """What a code is checked against: the occasion with its secret, and how long a step lasts (seconds) and is borne."""

    secret: str
    occasion: str
    step_seconds: int
    tolerance: int

    @property
    def seconds(self) -> int:
        """Never longer than the handbook allows, whatever the setting says."""
        return max(10, min(self.step_seconds, MOST_STEP_SECONDS))


def step_of(lock: Lock, moment: dt.datetime) -> int:
    """The number of the step in which a moment lies."""
    return int(moment.timestamp()) // lock.seconds


def code_at(lock: Lock, step: int, way: CheckInWay) -> str:
    """The text of the link's `c`: step, way and code."""
    return f"{step}-{LETTER_OF[way]}-{_letters(lock, step, way)}"


def _letters(lock: Lock, step: int, way: CheckInWay) -> str:
    return short_code(lock.secret, f"{lock.occasion}|{step}|{LETTER_OF[way]}", length=CODE_LETTERS)


def read_code(text: str) -> Scanned | None:
    """Take the text of a link apart; None when it is no code at all."""
    found = _SHAPE.fullmatch(text.strip())
    return Scanned(int(found[1]), WAY_OF[found[2]], found[3]) if found else None


def code_problem(text: str, lock: Lock, *, now: dt.datetime) -> str:
    """Why this code does not count here and now, with what to do; "" when it does."""
    scanned = read_code(text)
    if scanned is None:
        return "链接里没有完整的签到码。请对着现场的二维码重新扫一次，不要手工输入网址。"
    current = step_of(lock, now)
    if not same(scanned.code, _letters(lock, scanned.step, scanned.way)):
        return _not_genuine(scanned, lock, current)
    late = current - scanned.step
    if late > lock.tolerance:
        return _too_old(late * lock.seconds // 60, lock)
    if late < -lock.tolerance:
        return (
            f"这个二维码的时间比现在晚约 {_words(-late * lock.seconds // 60)}，显示二维码的设备时间不对。"
            "请负责人在显示页点“重新取码”，再扫一次。"
        )
    return ""


def _not_genuine(scanned: Scanned, lock: Lock, current: int) -> str:
    """Another step of this occasion, or nothing of this occasion?"""
    near = range(current - SEARCHED_STEPS, current + SEARCHED_STEPS + 1)
    if any(same(scanned.code, _letters(lock, step, way)) for step in near for way in WAY_OF.values()):
        return "签到码与它的时间对不上，链接被改动过。请对着现场的二维码重新扫一次。"
    return "这不是本项日程的签到码，可能扫了别处的二维码。请核对现场屏幕上的日程名称，再扫一次。"


def _too_old(minutes: int, lock: Lock) -> str:
    if minutes < STALE_MINUTES:
        return f"这个二维码已过期（每 {lock.seconds} 秒更换一次）。请对着现场屏幕上现在的二维码再扫一次。"
    return (
        f"这是约 {_words(minutes)}前的二维码。照片、截图和转发的二维码不能用来签到，请到现场扫现在的二维码；"
        "如果现场屏幕显示的就是它，请负责人在显示页点“重新取码”。"
    )


def _words(minutes: int) -> str:
    return f"{minutes} 分钟" if minutes < 60 else f"{minutes // 60} 小时"
