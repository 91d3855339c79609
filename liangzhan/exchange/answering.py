"""A call that writes is answered once for each idempotency key. Wraps the recorded service; whoever is second gets the first answer."""

from __future__ import annotations

from collections.abc import Callable

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.exchange.models import ApiCall, ApiToken
from liangzhan.exchange.queries.tokens import call_of
from liangzhan.exchange.rules.api import Answer, pace_problem
from liangzhan.exchange.services.calls import write_call
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import declare, value_of
from liangzhan.toolkit.periods import today

declare("api.calls.minute", 600, "一个接口密钥一分钟最多请求多少次", "D", "次")
OTHER_BODY = "这个请求编号已经用过，内容与这次不同；请换一个编号。"


class KeyTaken(RuleBroken):
    """The idempotency key was used for another content."""


def answer_once(
    *, token: ApiToken, key: str, digest: str, deed: Callable[[], Answer], by: Actor
) -> tuple[ApiCall, bool]:
    """(the call with its answer, whether it had been answered before). Two at once: the second gets the first one's.

    Raises KeyTaken when the key was used for another content.
    """
    try:
        if (held := call_of(token, key)) is None:
            return write_call(token=token, key=key, digest=digest, deed=deed, by=by), False
    except IntegrityError:
        # Somebody else wrote this key, or one of its records, in the same moment; nothing of ours stands.
        if (held := call_of(token, key)) is None:
            raise RuleBroken("同一条记录正在由另一个请求写入，请用同一请求编号再送一次。") from None
    if held.body_hash != digest:
        raise KeyTaken(OTHER_BODY, field="Idempotency-Key")
    return held, True


def count_call(token: ApiToken) -> str:
    """One more call in this minute; "" or why it is one too many. Not part of the call's own transaction."""
    minute = int(timezone.now().timestamp()) // 60
    most = int(value_of("api.calls.minute", on=today(), division_code=token.division_code))
    if problem := pace_problem(minute=token.minute, calls=token.calls, now_minute=minute, most=most):
        return problem
    calls = F("calls") + 1 if token.minute == minute else 1
    ApiToken.objects.filter(pk=token.pk).update(minute=minute, calls=calls, used_on=today())
    return ""
