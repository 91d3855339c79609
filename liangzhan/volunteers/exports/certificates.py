"""The paper of a certificate, set from its snapshot alone: the same today and in ten years."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from liangzhan.toolkit import qr
from liangzhan.toolkit.papers import render_pdf
from liangzhan.volunteers.choices import CertificateState
from liangzhan.volunteers.models import Certificate
from liangzhan.volunteers.queries.certificates import told_in
from liangzhan.volunteers.rules.certificates import check_code, duration_words

VOID = {CertificateState.REVOKED: "已撤销", CertificateState.SUPERSEDED: "已被新证明代替"}
EXTRAS = {
    "trainings": ("培训情况", ["培训名称", "日期", "举办单位", "学时"]),
    "awards": ("表彰奖励", ["名称", "日期", "授予单位"]),
    "stars": ("星级评定", ["星级", "评定日期"]),
}


def check_page() -> str:
    """Where anybody verifies a certificate, as the outside knows the platform."""
    origin = settings.CSRF_TRUSTED_ORIGINS[0] if settings.CSRF_TRUSTED_ORIGINS else "http://localhost:8000"
    return f"{origin.rstrip('/')}{reverse('volunteers:certificate-check')}"


def check_address(payload: str) -> str:
    """The address in the QR: it carries the signed payload itself."""
    return f"{check_page()}?{urlencode({'p': payload})}"


def certificate_pdf(certificate: Certificate) -> bytes:
    """The PDF; a certificate that no longer stands says so across every page. Raises PaperFailed."""
    told = told_in(certificate)
    return render_pdf("volunteers/certificate.typ", _paper(told, certificate))


def _paper(told: dict[str, Any], certificate: Certificate) -> dict[str, Any]:
    start, end = (_day(one) for one in told["period"])
    return {
        "number": told["number"],
        "body": (
            f"兹证明{told['name']}自{start}至{end}参加志愿服务{told['times']}次，"
            f"服务时间共计{told['hours']}小时，服务时间和服务内容见下表。"
        ),
        "facts": _facts(told),
        "lines": _lines(told),
        "extras": [
            {"title": title, "columns": columns, "rows": told["extras"][name]}
            for name, (title, columns) in EXTRAS.items()
            if told["extras"].get(name)
        ],
        "issuer": told["issuer"],
        "issued_on": told["issued_on"],
        "contact": told["contact"],
        "remark": told["remark"],
        "qr": qr.png(check_address(certificate.payload)),
        "code": check_code(certificate.digest),
        "address": check_page(),
        "payload": certificate.payload,
        "void": VOID.get(CertificateState(certificate.state)),
    }


def _facts(told: dict[str, Any]) -> list[tuple[str, str]]:
    pairs = [
        ("姓名", told["name"]),
        (told["id_kind"], told["id_number"]),
        ("本站登记号", told["volunteer_no"]),
        ("全国编号", told["national_no"] or "—"),
        ("记录单位", told["issuer"]),
        ("所在站点", told["station"]),
        ("负责人", told["head"]),
        ("经办人", told["handler"]),
    ]
    return [(label, value) for label, value in pairs if value]


def _lines(told: dict[str, Any]) -> dict[str, Any]:
    """The recorder has a column only where lines have several."""
    several = len({line[5] for line in told["lines"]} | {told["issuer"]}) > 1
    columns = [
        {"title": "序号", "width": "3em", "align": "center"},
        {"title": "日期", "width": "6.2em", "align": "center"},
        {"title": "活动名称", "width": 3},
        {"title": "服务内容", "width": 4},
        {"title": "服务时间", "width": "6.5em", "align": "right"},
        {"title": "记录单位", "width": 3},
    ]
    rows = [
        [str(at), day, activity, content, duration_words(minutes), recorder]
        for at, (_, day, activity, content, minutes, recorder) in enumerate(told["lines"], 1)
    ]
    total = ["合计", "", f"{told['times']}次", "", f"{told['hours']} 小时", ""]
    width = 6 if several else 5
    return {"columns": columns[:width], "rows": [row[:width] for row in rows], "total": total[:width]}


def _day(text: str) -> str:
    year, month, day = (int(part) for part in text.split("-"))
    return f"{year}年{month}月{day}日"
