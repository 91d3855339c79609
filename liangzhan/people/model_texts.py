"""The platform's model texts of consent (示例范本), kept as package data. The province publishes its own when it has them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "data" / "consents"
NAME_MARK = "〔站名〕"
MODEL_LABEL = "示例范本"


@cache
def _read(purpose: str) -> str:
    return (FOLDER / f"{purpose.lower()}.txt").read_text(encoding="utf-8").strip()


def model_title(purpose: str) -> str:
    """The first line of the model."""
    return _read(str(purpose)).partition("\n")[0]


def model_words(purpose: str) -> str:
    """The model without its title; the station's name is put in where the text is shown."""
    return _read(str(purpose)).partition("\n")[2].strip()


def with_station(text: str, station_name: str) -> str:
    """The words as this station shows them."""
    return text.replace(NAME_MARK, station_name)


@cache
def model_assessment() -> tuple[str, str]:
    """(title, text) of the sample impact assessment (示例), which the province edits before it publishes its own."""
    text = (FOLDER.parent / "assessments" / "clients.txt").read_text(encoding="utf-8").strip()
    title, _, words = text.partition("\n")
    return title, words.strip()
