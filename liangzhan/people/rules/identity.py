"""Is what was typed about a person possible? Two spellings of one name; what a number says by itself. Pure."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass, replace

from liangzhan.people.choices import IdKind, LegalBasis, Sex
from liangzhan.toolkit.identity import birth_of, mobile_problem, normal, resident_id_problem, sex_of

OLDEST_YEARS = 120
LONGEST_NAME = 60
# Kinds of document whose number follows GB 11643: 18 characters with a birth date and a check character.
EIGHTEEN = frozenset({IdKind.RESIDENT, IdKind.HK_MACAO, IdKind.TAIWAN, IdKind.PERMANENT})
# Their numbers begin differently (domain.md 10.5), so the number says of which kind the document is.
BEGINNINGS = {"81": IdKind.HK_MACAO, "82": IdKind.HK_MACAO, "83": IdKind.TAIWAN, "9": IdKind.PERMANENT}


@dataclass(frozen=True)
class PersonFacts:
    """What is typed about a person; the name or an alias is all that must be there (domain.md 5: a first visit)."""

    name: str = ""
    alias: str = ""
    sex: str = Sex.UNKNOWN
    born_on: dt.date | None = None
    id_kind: str = IdKind.RESIDENT
    id_number: str = ""
    mobile: str = ""
    address: str = ""
    division_code: str = ""
    education: str = ""
    political_status: str = ""
    legal_basis: str = LegalBasis.CONSENT


def tidy(facts: PersonFacts) -> PersonFacts:
    """As it is kept: blanks trimmed, numbers narrowed, sex and birth date taken from a resident number where not typed."""
    number, name = normal(facts.id_number), tidy_name(facts.name)
    said = facts.id_kind in EIGHTEEN and not resident_id_problem(number)
    return replace(
        facts,
        name=name,
        alias=" ".join(unicodedata.normalize("NFKC", facts.alias).split()),
        id_number=number,
        mobile=normal(facts.mobile),
        address=facts.address.strip(),
        born_on=facts.born_on or (birth_of(number) if said else None),
        sex=_sex_from(number) if said and facts.sex in ("", Sex.UNKNOWN) else facts.sex or Sex.UNKNOWN,
    )


def tidy_name(name: str) -> str:
    """One spelling: full width narrowed, blanks inside Chinese names dropped, one kind of middle dot; letters as on a passport."""
    plain = unicodedata.normalize("NFKC", name).strip()
    for dot in "•‧∙・.":
        plain = plain.replace(dot, "·")
    words = plain.split()
    return "".join(words) if plain and not plain.isascii() else " ".join(words).upper()


def same_name(one: str, other: str) -> bool:
    """Are two typed names one name? Empty names are never the same."""
    return bool(one) and tidy_name(one) == tidy_name(other)


def problems_of(facts: PersonFacts, *, today: dt.date) -> dict[str, str]:
    """{field: sentence} of what cannot be; expects tidied facts."""
    found: dict[str, str] = {}
    if not facts.name and not facts.alias:
        found["name"] = "请填写姓名；暂时不知道姓名时，填写化名或称呼。"
    elif facts.id_number and not facts.name:
        found["name"] = "有证件号码的，请填写证件上的姓名。"
    if len(facts.name) > LONGEST_NAME or len(facts.alias) > LONGEST_NAME:
        found["name"] = f"姓名和化名不超过 {LONGEST_NAME} 个字。"
    if any(unicodedata.category(sign)[0] in "CS" or sign.isdigit() for sign in facts.name):
        found["name"] = "姓名中有数字、符号或表情，请核对。"
    if facts.id_number and (problem := number_problem(facts.id_kind, facts.id_number, today=today)):
        found["id_number"] = problem
    if facts.mobile and (problem := mobile_problem(facts.mobile)):
        found["mobile"] = problem
    wrong_day = birth_problem(facts.born_on, today=today) if facts.born_on else ""
    if problem := wrong_day or ("" if "id_number" in found else _contradiction(facts)):
        found["born_on"] = problem
    return found


def number_problem(kind: str, number: str, *, today: dt.date) -> str:
    """Is the number of this document well formed? Form never proves identity (Annex A)."""
    if kind in EIGHTEEN:
        said = kind_said_by(number)
        wrong_kind = f"这是{said.label}的号码，请改选证件类型。" if said != kind else ""
        return resident_id_problem(number, today=today) or wrong_kind
    if not number_like(number.replace("-", "").replace("/", "")):
        return "证件号码应为 5 到 30 位字母和数字，请核对。"
    return ""


def kind_said_by(number: str) -> IdKind:
    """Which of the documents with 18 characters a number belongs to, by how it begins."""
    return next((kind for start, kind in BEGINNINGS.items() if number.startswith(start)), IdKind.RESIDENT)


def number_like(text: str) -> bool:
    """Could this be the number of some document? Letters and digits, five and more."""
    return 5 <= len(text) <= 30 and text.isascii() and text.isalnum()


def birth_problem(born_on: dt.date, *, today: dt.date) -> str:
    """Not in the future, not older than anybody is."""
    if born_on > today:
        return "出生日期不能晚于今天。"
    if born_on.year < today.year - OLDEST_YEARS:
        return f"出生日期早于 {today.year - OLDEST_YEARS} 年，请核对。"
    return ""


def age_on(born_on: dt.date, day: dt.date) -> int:
    """Full years on the day; whoever was born on 29 February turns on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _sex_from(number: str) -> str:
    return {"男": Sex.MALE, "女": Sex.FEMALE}.get(sex_of(number), Sex.UNKNOWN)


def _contradiction(facts: PersonFacts) -> str:
    """A birth date that is not the number's own. The sex typed may differ from the number's, and nobody is asked why."""
    if facts.id_kind not in EIGHTEEN or not facts.id_number or facts.born_on is None:
        return ""
    said = birth_of(facts.id_number)
    return "出生日期与证件号码中的日期不一致，请核对。" if said and said != facts.born_on else ""
