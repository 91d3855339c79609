"""The heading of a table against everything the platform holds: known, perhaps known, new, or asking who a person is. Pure.

A wrong "known" would send a wrong number upward, so only the same words count as known; whatever is merely like them is
shown to an official as 可能已有 (domain.md 9.5: same material at most once).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from liangzhan.reporting.choices import Verdict
from liangzhan.reporting.rules.definitions import INDICATORS
from liangzhan.reporting.rules.gate_words import A_PERSON, NARROWER, NOT_A_PERSON, OTHER_MEASURE, SKIPPED, WORDS

LIKE = 0.82  # how alike two phrases must be to be shown as 可能已有

_BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_NOT_WORDS = re.compile(r"[^\w]|_")
_TIME = re.compile(
    r"(本|当|上|全|期|今)(季度|年度|月份|月|年|季|日|周|期|内)|期内|累计|截至目前|目前|其中|现有|已有|共有|合计"
)
_AMOUNT = re.compile(r"(总人数|人数|总数|数量|个数|件数|场数|份数|节数|次数|小时数|学时数|数|名)$")
_NARROWER = re.compile("|".join(sorted(NARROWER, key=len, reverse=True)))
_SPARED = {
    "人数": "",
    "总人数": "总",
    "总数": "总",
    "次数": "次",
    "节数": "节",
    "件数": "件",
    "份数": "份",
    "小时数": "小时",
}


@dataclass(frozen=True)
class Match:
    """What a column asks for. `key` as in `gate_words.WORDS` ("" for new, skipped, identity); score 0–1."""

    verdict: Verdict
    key: str = ""
    score: float = 0.0


def plain(heading: str) -> str:
    """A heading without units, brackets, words of time and "数": what it is about."""
    text = unicodedata.normalize("NFKC", heading)
    text = _NOT_WORDS.sub("", _BRACKETS.sub("", text)) or _NOT_WORDS.sub("", text)
    text = _TIME.sub("", text) or text
    return _AMOUNT.sub(lambda found: _SPARED.get(found[1], ""), text) or text


def match_columns(paths: Sequence[Sequence[str]]) -> list[Match]:
    """One match for each column; a path is the headings above it, the outermost first.

    When one column asks who a person is, every other column of the row is about that person too.
    """
    found = [_match(path) for path in paths]
    if not any(one.verdict is Verdict.IDENTITY for one in found):
        return found
    return [one if _about_no_one(one) else Match(Verdict.IDENTITY) for one in found]


@cache
def meanings() -> dict[str, str]:
    """{key: what it is, as an official reads it}: 服务人数, 个案数：开案, 站点名册：负责人."""
    found = {key: f"站点名册：{words[0]}" for key, words in WORDS.items() if key.startswith("field.")}
    for one in INDICATORS:
        for part in one.parts:
            whole = one.name if len(one.parts) == 1 else f"{one.name}：{part.words}"
            found[f"{one.code}.{part.key}"] = whole
    return found


def asks_who(heading: str) -> bool:
    """Does a heading ask for something by which a person is recognised (姓名, 身份证号 …)?"""
    text = unicodedata.normalize("NFKC", heading)
    return any(word in text for word in A_PERSON) and not any(word in text for word in NOT_A_PERSON)


def _about_no_one(match: Match) -> bool:
    places = ("field.city", "field.county", "field.street", "field.community", "field.code")
    return match.verdict is Verdict.SKIP or match.key in places


def _match(path: Sequence[str]) -> Match:
    leaf = _NOT_WORDS.sub("", unicodedata.normalize("NFKC", path[-1]))
    if leaf in SKIPPED:
        return Match(Verdict.SKIP)
    if asks_who(path[-1]):
        return Match(Verdict.IDENTITY)
    names = _names(path)
    for name in names:
        if name in _phrases():
            return Match(Verdict.KNOWN, _phrases()[name], 1.0)
    return _nearly(names)


def _names(path: Sequence[str]) -> list[str]:
    """The ways a column may be called: under its heading first, then alone, then with the bracket kept."""
    leaf, above = plain(path[-1]), [plain(one) for one in path[:-1]]
    stems = [re.sub(r"(情况|工作|活动|服务|建设|队伍|信息)+$", "", one) for one in above]
    kept = _NOT_WORDS.sub("", unicodedata.normalize("NFKC", path[-1]))
    names = [_joined(one, leaf) for one in (*above, *stems)] + [plain(kept), kept, leaf]
    return list(dict.fromkeys(names))


def _joined(above: str, leaf: str) -> str:
    """志愿者培训 + 培训人次 = 志愿者培训人次."""
    shared = next((n for n in range(min(len(above), len(leaf)), 0, -1) if above.endswith(leaf[:n])), 0)
    return above + leaf[shared:]


def _nearly(names: Sequence[str]) -> Match:
    """A part of what is held, or words much like it; a ratio is only ever like the same ratio."""
    best = Match(Verdict.NEW)
    for name in names:
        rest = _NARROWER.sub("", name)
        if rest != name and rest in _phrases():
            return Match(Verdict.MAYBE, _phrases()[rest], 0.9)
        for phrase, key in _phrases().items():
            if len(phrase) > 2 and _measures(name) == _measures(phrase):
                score = SequenceMatcher(None, name, phrase, autojunk=False).ratio()
                if score >= max(LIKE, best.score):
                    best = Match(Verdict.MAYBE, key, score)
    return best


def _measures(text: str) -> frozenset[str]:
    return frozenset(word for word in OTHER_MEASURE if word in text)


@cache
def _phrases() -> dict[str, str]:
    """{phrase: key}."""
    return {plain(phrase): key for key, phrases in WORDS.items() for phrase in phrases} | {
        phrase: key for key, phrases in WORDS.items() for phrase in phrases
    }
