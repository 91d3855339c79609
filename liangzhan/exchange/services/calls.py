"""A call that writes, with its answer, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.exchange.choices import ExchangeEvent
from liangzhan.exchange.models import ApiCall, ApiToken
from liangzhan.exchange.rules.api import KEPT_DAYS, Answer, refused_content
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment


@recorded(ExchangeEvent.CALLED, keep=["token"])
def write_call(*, token: ApiToken, key: str, digest: str, deed: Callable[[], Answer], by: Actor) -> ApiCall:
    """Do it and remember the answer. A deed that refuses as a whole leaves nothing but the answer."""
    now = moment()
    try:
        with transaction.atomic():
            answer = deed()
    except RuleBroken as refusal:
        answer = Answer(422, refused_content(refusal), refused=1)
    call = ApiCall.objects.create(
        token=token,
        key=key,
        body_hash=digest,
        status=answer.status,
        answer=answer.content,
        accepted=answer.accepted,
        refused=answer.refused,
        made_at=now,
    )
    if token.used_on is None or token.used_on < now.date():
        ApiCall.objects.filter(token=token, made_at__lt=now - dt.timedelta(days=KEPT_DAYS)).delete()
    return call
