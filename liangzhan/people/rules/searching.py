"""What did the worker type into the search: a number, a mobile, or a name? Which names fit? Pure."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.people.rules.identity import number_like, tidy_name
from liangzhan.toolkit.identity import mobile_problem, normal

SHORTEST = 2


@dataclass(frozen=True)
class Asked:
    """The words by what they may be; more than one at once (a passport number may look like initials)."""

    words: str
    number: str = ""
    mobile: str = ""
    name: str = ""
    initials: str = ""


def asked(text: str) -> Asked:
    """Sort what was typed. Letters and digits of five and more may be a document's number; letters are initials too."""
    words = tidy_name(text)
    plain = normal(text)
    letters = "".join(words.split())
    return Asked(
        words=text.strip(),
        number=plain if number_like(plain) else "",
        mobile=plain if not mobile_problem(plain) else "",
        name=words.casefold() if not plain.isdigit() else "",
        initials=letters.casefold() if letters.isascii() and letters.isalpha() else "",
    )


def words_problem(text: str) -> str:
    """Too little to search by: one letter would list half a station."""
    plain = normal(text)
    if not plain:
        return "请输入姓名、拼音首字母、化名、证件号码或手机号码。"
    if len(plain) < SHORTEST and plain.isascii():
        return f"请至少输入 {SHORTEST} 个字母或数字。"
    return ""


def name_fits(name: str, initials: str, wanted: Asked) -> int:
    """How well: 3 the whole name, 2 its beginning, 1 somewhere inside, or by initials; 0 not at all."""
    plain = name.casefold()
    if not plain:
        return 0
    if wanted.name and plain == wanted.name:
        return 3
    if wanted.name and plain.startswith(wanted.name):
        return 2
    if wanted.initials and initials.startswith(wanted.initials):
        return 2
    return 1 if wanted.name and wanted.name in plain else 0


def first_facts(text: str) -> dict[str, str]:
    """The field of the registration form that takes what was searched for in vain."""
    wanted = asked(text)
    if wanted.mobile:
        return {"mobile": wanted.mobile}
    if wanted.number and any(sign.isdigit() for sign in wanted.number):
        return {"id_number": wanted.number}
    return {"name": tidy_name(text)} if not wanted.words.isascii() else {}
