"""What a supervisor reads of a case: no identity, only the nickname (domain.md 4.4, 10.2). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID

NUMBERS = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|1\d{10}|0\d{2,3}-?\d{7,8}|\d{15})(?![0-9A-Za-z])")
CALLS = "大爷|大娘|大妈|大伯|大叔|大姐|大哥|奶奶|爷爷|阿姨|叔叔|先生|女士|老师|婆婆|老人|某某|某"
TWO_SIGNS = frozenset(
    ("欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐")
    + ("司徒", "夏侯", "司空", "端木", "百里", "南宫", "呼延", "钟离", "宇文", "长孙")
)
SHORTEST = 2  # one character would blot out ordinary words


def nickname_of(nickname: str, uuid: UUID) -> str:
    """How a case is called where the person is not: the worker's nickname, else four signs that say nothing."""
    return nickname.strip() or f"服务对象 {uuid.hex[:4].upper()}"


def surname_of(name: str) -> str:
    """The surname of a Chinese name, "" for others: 欧阳某 → 欧阳."""
    plain = name.strip()
    if not plain or plain.isascii():
        return ""
    return plain[:2] if plain[:2] in TWO_SIGNS else plain[:1]


def veiled(text: str, names: Mapping[str, str], *, surname: str = "", nickname: str = "") -> str:
    """The text without identity: each of `names` (client, household, address) becomes the words behind it, the client's
    surname with a form of address (王大爷, 老王) the nickname, numbers of documents and phones are left out. Persons
    whom the platform does not know stay a matter of the writer's care."""
    for name in sorted(names, key=len, reverse=True):
        if len(name) >= SHORTEST:
            text = text.replace(name, names[name])
    if surname:
        text = re.sub(f"{re.escape(surname)}(?:{CALLS})|[老小]{re.escape(surname)}", nickname, text)
    return NUMBERS.sub("（号码略）", text)
