"""What certificates and stars put on the desk: seals, spoilt certificates, stars to publish and to decide."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.toolkit.panels import Todo, counted, desk_panel
from liangzhan.volunteers.queries.certificates import spoilt_certificates
from liangzhan.volunteers.queries.seals import waiting_seals
from liangzhan.volunteers.queries.stars import to_decide, to_publish


@desk_panel
def certificates_wait(actor: Actor, today: dt.date) -> list[Todo]:
    """Counted lines, only for whoever holds the verb."""
    lines: list[tuple[str, str, str, QuerySet[Any]]] = []
    if actor.may(Action.CERTIFICATE_SEAL):
        lines.append(("办理", "证明盖章申请 {} 份", "seal-list", waiting_seals(actor.scope)))
    if actor.may(Action.CERTIFICATE_ISSUE):
        lines.append(("核对", "含不再认定记录的证明 {} 份", "certificate-list", spoilt_certificates(actor.scope)))
    if actor.may(Action.STAR_DECIDE):
        lines.append(("公示", "本人已同意的星级提名 {} 人", "star-list", to_publish(actor.scope)))
        lines.append(("评定", "公示期满的星级提名 {} 人", "star-list", to_decide(actor.scope)))
    return counted([(verb, words, reverse(f"volunteers:{page}"), rows) for verb, words, page, rows in lines])
