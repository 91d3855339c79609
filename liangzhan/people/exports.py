"""Papers about one person: the consent form, the answer to a request, the copy of everything held."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from liangzhan.people.choices_family import RightState
from liangzhan.people.model_texts import MODEL_LABEL
from liangzhan.people.models import RightsRequest
from liangzhan.people.rights import Part
from liangzhan.toolkit.papers import render_pdf


def consent_form(words: Any, station_name: str, called: str) -> bytes:
    """A PDF of one page to read out and sign: text, signer, guardian, witness, thumb print, date."""
    return render_pdf(
        "people/consent.typ",
        {
            "title": words.title,
            "station": station_name,
            "called": called,
            "text": words.text,
            "version": words.label,
            "sample": MODEL_LABEL if words.label == MODEL_LABEL else None,
        },
    )


FOOT = (
    "对答复不服的，可以向履行个人信息保护职责的部门投诉、举报；拒绝行使权利请求的，"
    "可以依法向人民法院提起诉讼（个人信息保护法第五十条、第六十五条）。"
)


def answer_paper(request: RightsRequest, called: str) -> bytes:
    """One page to hand over: the receipt while the request waits, the answer afterwards."""
    waits = request.state == RightState.OPEN
    lines = [
        ("编号", request.number),
        ("姓名", called),
        ("请求", request.get_kind_display()),
        ("收到日期", f"{request.received_on:%Y-%m-%d}"),
        ("答复期限" if waits else "办理结果", f"{request.due_on:%Y-%m-%d}" if waits else request.get_state_display()),
    ]
    if request.ground:
        lines.append(("法律依据", request.get_ground_display()))
    day = timezone.localtime(request.decided_at).date() if request.decided_at else request.received_on
    return render_pdf(
        "people/answer.typ",
        {
            "title": "个人信息权利请求受理回执" if waits else "个人信息权利请求答复书",
            "station": request.station.name,
            "number": request.number,
            "lines": lines,
            "text": "您的请求已收到，我们将在期限内书面答复。" if waits else request.decision,
            "day": f"{day:%Y年%-m月%-d日}",
            "foot": FOOT,
        },
    )


def copy_paper(request: RightsRequest, parts: list[Part]) -> bytes:
    """Everything held, to hand over on paper."""
    return render_pdf(
        "people/copy.typ",
        {
            "title": "个人信息副本",
            "station": request.station.name,
            "number": request.number,
            "parts": [{"title": one.title, "rows": one.rows} for one in parts],
            "foot": "副本不含他人的个人信息，以及依法应当保密的内容。",
        },
    )
