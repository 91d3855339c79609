"""Papers of an activity: the poster with the code, the roster, the sheet to sign up on without a phone."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.people.queries.cards import faces_of
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.qr import png
from liangzhan.volunteers.models import VolunteerActivity
from liangzhan.volunteers.queries.activities import accepted
from liangzhan.volunteers.queries.activity_page import conditions_of, post_lines

BLANK = 20
ROSTER: list[dict[str, Any]] = [
    {"title": "序号", "width": "11mm", "align": "center"},
    {"title": "姓名", "width": 1.2},
    {"title": "登记号", "width": 2},
    {"title": "岗位", "width": 1.2},
    {"title": "备注", "width": 1.6},
]
SHEET: list[dict[str, Any]] = [
    {"title": "序号", "width": "11mm", "align": "center"},
    {"title": "姓名", "width": 1.2},
    {"title": "登记号或手机号码", "width": 1.8},
    {"title": "岗位", "width": 1.2},
    {"title": "本人签名", "width": 1.4},
    {"title": "监护人签名（未满十八周岁）", "width": 1.8},
]


def poster(activity: VolunteerActivity, address: str) -> bytes:
    """An A4 sheet for the door: what, when, where, posts, risks, the code of the public page."""
    told = {
        "title": activity.title,
        "organiser": activity.organiser,
        "facts": [(label, words) for label, words in _facts(activity) if words],
        "posts": [
            f"{one.post.name} {one.post.seats} 人" + (f"：{one.asks}" if one.asks else "")
            for one in post_lines(activity)
        ],
        "risk": activity.risk_note or "没有特别的风险",
        "until": f"{activity.recruit_ends_on:%Y年%-m月%-d日}截止" if activity.recruit_ends_on else "",
        "address": address,
        "qr": png(address),
    }
    return render_pdf("volunteers/activity_poster.typ", told)


def roster_pdf(activity: VolunteerActivity, actor: Actor) -> bytes:
    """Who is taken, for the leader's folder: names as this reader may see them, no numbers of documents."""
    rows = accepted(activity)
    faces = faces_of([row.volunteer.person for row in rows], actor)
    lines = [
        [
            str(at),
            faces[row.volunteer.person_id].called,
            row.volunteer.number,
            str(row.post or ""),
            "监护人陪同" if row.guardian_present else "",
        ]
        for at, row in enumerate(rows, 1)
    ]
    return _sheet(activity, "志愿者名单", ROSTER, lines, 0, "含个人信息，用后收回保管，不得张贴、外传。")


def sign_up_sheet(activity: VolunteerActivity, address: str) -> bytes:
    """For whoever has no smartphone: signed by hand, then entered at the desk."""
    notes = f"本人自愿报名，已了解活动内容和风险：{activity.risk_note or '没有特别的风险'}。报名后由工作人员录入。"
    return _sheet(activity, "志愿活动报名表", SHEET, [], BLANK, notes, address)


def _facts(activity: VolunteerActivity) -> list[tuple[str, str]]:
    return [
        ("时间", when_words(activity.starts_at, activity.ends_at)),
        ("地点", activity.place),
        ("内容", activity.content),
        ("负责人", activity.leader),
        *conditions_of(activity),
    ]


def _sheet(
    activity: VolunteerActivity,
    title: str,
    columns: list[dict[str, Any]],
    rows: list[list[str]],
    blank: int,
    notes: str,
    address: str = "",
) -> bytes:
    data = {
        "title": title,
        "subtitle": f"{activity.title}（{activity.station.name}）",
        "facts": [
            ["时间", when_words(activity.starts_at, activity.ends_at)],
            ["地点", activity.place],
            ["活动编号", activity.number],
            ["负责人", activity.leader],
        ],
        "columns": columns,
        "rows": rows,
        "blank_rows": blank,
        "qr": png(address, scale=6) if address else None,
        "notes": notes,
        "signatures": ["负责人", "经办人", "日期"],
    }
    return render_pdf("toolkit/sheet.typ", data)
