"""The letter of a referral on paper."""

from __future__ import annotations

from collections.abc import Sequence

from liangzhan.casework.models import Referral
from liangzhan.toolkit.papers import render_pdf

CONSENTED = "以上资料经服务对象单独同意提供，仅用于本次转介，请勿转给他人或另作他用。"
LAWFUL = "以上资料依法提供（{}），仅用于本次转介，请勿转给他人或另作他用。"
ANSWER = "请将是否接收告知本站；不能接收或需要退回的，请写明原因。"


def referral_letter(referral: Referral, sent: Sequence[tuple[str, str]]) -> bytes:
    """A letter to the receiving side with exactly the named items as they were on the day; no case number stands on it."""
    station = referral.case.station
    ground = CONSENTED if referral.consent_id else LAWFUL.format(referral.get_without_consent_display())
    return render_pdf(
        "casework/form.typ",
        {
            "title": "转介函",
            "station": station.name,
            "number": f"{referral.on:%Y-%m-%d}",
            "facts": [
                ("致", referral.to_station.name if referral.to_station else referral.to_agency),
                ("联系人", referral.contact or "—"),
                ("转介原因", referral.get_reason_display()),
            ],
            "texts": [("转介说明", referral.letter)],
            "tables": [
                {
                    "columns": [{"title": "提供的资料", "width": 1}, {"title": "内容", "width": 3}],
                    "rows": [list(one) for one in sent],
                }
            ],
            "note": f"{ground}\n{ANSWER}",
            "signatures": ["转介人", "站点（盖章）", "接收人"],
            "footer": f"{station.name}　仅供收件单位使用",
        },
    )
