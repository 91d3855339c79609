"""The poster with the code, and the survey on paper."""

from __future__ import annotations

from itertools import groupby

from liangzhan.needs.instrument import NOTICE, QUESTIONS, VERSION
from liangzhan.needs.models import Survey
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.qr import png


def poster(survey: Survey, address: str) -> bytes:
    """An A4 sheet for the door of the station: what it is, the code, the address, until when."""
    told = {
        "title": survey.title,
        "station": survey.station.name,
        "until": f"{survey.starts_on:%Y年%-m月%-d日}至{survey.ends_on:%Y年%-m月%-d日}",
        "notice": NOTICE,
        "address": address,
        "qr": png(address),
    }
    return render_pdf("needs/poster.typ", told)


def blank_sheet(survey: Survey) -> bytes:
    """The same 15 questions to fill in by hand."""
    numbered = [
        {
            "part": one.part,
            "text": f"{at}. {one.text}" + (f"（最多选 {one.most} 项）" if one.most > 1 else ""),
            "options": [f"{number} {words}" for number, words in enumerate(one.options, 1)],
        }
        for at, one in enumerate(QUESTIONS, 1)
    ]
    parts = [{"title": part, "questions": list(rows)} for part, rows in groupby(numbered, key=lambda one: one["part"])]
    told = {"title": survey.title, "station": survey.station.name, "notice": NOTICE, "version": VERSION, "parts": parts}
    return render_pdf("needs/survey.typ", told)
