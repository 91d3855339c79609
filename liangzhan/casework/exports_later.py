"""The letter of a referral on paper."""

from __future__ import annotations

from collections.abc import Sequence

from liangzhan.casework.models import Referral
from liangzhan.toolkit.papers import render_pdf

LAWFUL = {
    True: "以上资料经服务对象单独同意提供，仅用于本次转介，请勿转给他人或另作他用。",
    False: "以上资料依法提供（{}），仅用于本次转介，请勿转给他人或另作他用。",
}


def referral_letter(referral: Referral, sent: Sequence[tuple[str, str]]) -> bytes:
    """A letter to the receiving side with exactly the named items, as they were on the day."""
    station = referral.case.station
    ground = LAWFUL[referral.consent_id is not None].format(referral.get_without_consent_display())
    return render_pdf(
        "toolkit/official_paper.typ",
        {
            "title": "转　介　函",
            "recipient": (referral.to_station.name if referral.to_station else referral.to_agency) + "：",
            "sender": station.name,
            "date": f"{referral.on:%Y-%m-%d}",
            "blocks": [
                {"text": f"现将一名服务对象转介贵单位。转介原因：{referral.get_reason_display()}。"},
                {"text": referral.letter},
                {"facts": [list(one) for one in sent]},
                {"text": ground},
                {"text": "请将是否接收告知本站；不能接收或需要退回的，请写明原因。"},
            ],
        },
    )
