"""The platform's model texts (范本) of the six systems and the four-party mechanism, kept as package data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from liangzhan.stations.rules.papers import model_names

FOLDER = Path(__file__).resolve().parent / "data" / "systems"
NAME_MARK = "〔站名〕"


@cache
def _read(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip()


@cache
def _name_of(kind: str, station_class: str) -> str:
    return next(name for name in model_names(kind, station_class) if (FOLDER / f"{name}.txt").exists())


def model_text(kind: str, station_class: str, station_name: str) -> str:
    """The model of one system for a station class, with the station's name in place."""
    return _read(_name_of(str(kind), str(station_class))).replace(NAME_MARK, station_name)


def mechanism_text(station_name: str) -> str:
    """The model of 社区、社会工作专业人才、社区社会组织、志愿者相互协作、共同开展服务的机制 [N 二(五)]."""
    return _read("mechanism").replace(NAME_MARK, station_name)
