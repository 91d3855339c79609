"""Codes and passes for people without an account."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.accounts.choices import AccountEvent
from liangzhan.accounts.codes import pass_code_hash
from liangzhan.accounts.models import Pass, PassCode
from liangzhan.audit.services import recorded
from liangzhan.toolkit.parameters import declare, value_of
from liangzhan.toolkit.periods import today

declare("accounts.pass_code_minutes", 15, "通行码有效分钟数", "D", "分钟")
declare("accounts.pass_days", 180, "本人通行有效天数", "D", "天")
declare("accounts.pass_code_tries", 5, "通行码可输错次数", "D", "次")
DIGITS = 6


@dataclass(frozen=True)
class PassTry:
    """What became of an entered code: the pass, or the sentence that says why not."""

    given: Pass | None
    problem: str = ""


@recorded(AccountEvent.PASS_CODE_MADE, keep=["way"])
def make_pass_code(*, person_uuid: UUID, way: str, by: Actor) -> str:
    """A fresh code of six digits for this person ("SMS" or "DESK"); codes made before are worth nothing any more.

    The code is returned once and kept nowhere. It holds only together with the person (`try_pass_code`).
    """
    PassCode.objects.filter(person_uuid=person_uuid, used=False).update(used=True)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    minutes = value_of("accounts.pass_code_minutes", on=today())
    PassCode.objects.create(
        person_uuid=person_uuid,
        code_hash=pass_code_hash(person_uuid, code),
        way=way,
        ends_at=timezone.now() + dt.timedelta(minutes=minutes),
        made_by=by,
    )
    return code


@recorded(AccountEvent.PASS_TRIED)
def try_pass_code(*, person_uuid: UUID, code: str, by: Actor) -> PassTry:
    """The pass of the person for the right code in time. A wrong one is counted against the code, so nothing is raised."""
    row = (
        PassCode.objects.select_for_update(of=("self",))
        .filter(person_uuid=person_uuid, used=False)
        .order_by("-pk")
        .first()
    )
    most = value_of("accounts.pass_code_tries", on=today())
    if row is None or row.ends_at < timezone.now() or row.tries >= most:
        return PassTry(None, "通行码已过期或已用过，请重新获取。")
    if not hmac.compare_digest(row.code_hash, pass_code_hash(person_uuid, code)):
        row.tries += 1
        row.save(update_fields=["tries"])
        left = most - row.tries
        return PassTry(None, f"通行码不对，还可以再试 {left} 次。" if left else "通行码输错次数过多，请重新获取。")
    row.used = True
    row.save(update_fields=["used"])
    days = value_of("accounts.pass_days", on=today())
    return PassTry(Pass.objects.create(person_uuid=person_uuid, way=row.way, ends_on=today() + dt.timedelta(days=days)))


@recorded(AccountEvent.PASS_ENDED)
def end_passes(*, person_uuid: UUID, by: Actor) -> int:
    """All phones of the person are out of use (a lost phone, a merge, quitting). Returns how many."""
    rows = Pass.objects.filter(person_uuid=person_uuid, ended_at__isnull=True)
    return rows.update(ended_at=timezone.now(), ended_by=by)
