"""A10, 3.2.1 and 3.2.2 from the surveys of the community."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from liangzhan.needs.choices import SurveyState
from liangzhan.stations.checks import papers
from liangzhan.stations.evidence import Evidence, Source, Standing
from liangzhan.stations.models import Station
from liangzhan.stations.queries.dossier import dossier_of

DONE = (SurveyState.CLOSED, SurveyState.PUBLISHED)


def survey(station: Station, on: dt.date) -> Evidence:
    """A10: the first survey, or a plan for it; without one here, what the station declared."""
    rows = dossier_of(station).section("surveys") or []
    return _told(rows[0], "查看调查") if rows else papers.survey(station, on)


def resources_surveyed(station: Station, on: dt.date) -> Evidence:
    """3.2.2: a survey that is closed; its questions ask for resources as well."""
    rows = [row for row in dossier_of(station).section("surveys") or [] if row.state in DONE]
    if rows:
        return _told(rows[0], "查看资源")
    text, url = "还没有完成社区资源调查。", reverse("needs:survey-list")
    return Evidence(Standing.MISSING, text, Source.REGISTER, (), url, "开展调查")


def _told(row: Any, label: str) -> Evidence:
    with_them = "，与两委共同开展" if row.with_committee else ""
    done = f"收到答卷 {row.answered} 份" if row.state != SurveyState.DRAFT else f"计划样本 {row.sample} 份"
    text = f"{row.title}：{row.get_state_display()}，{done}{with_them}"
    files = (str(row.report.uuid),) if row.report else ()
    url = reverse("needs:survey-page", kwargs={"uuid": row.uuid})
    return Evidence(Standing.MET, text, Source.REGISTER, files, url, label)
