"""The demo accounts as `liangzhan demo` wrote them to LIANGZHAN_HOME/demo-accounts.json.

The file: {"accounts": [{"role": "…", "name": "…", "login": "…", "password": "…", "totp": "BASE32 secret or empty"}, …]}
in the order in which they are shown.
"""

import json
import unicodedata
from pathlib import Path

from liangzhan.toolkit import paths

COLUMNS = {"role": "角色", "name": "姓名", "login": "账号", "password": "密码", "totp": "动态口令密钥"}


def path() -> Path:
    """Where the demo room leaves its accounts."""
    return paths.home() / "demo-accounts.json"


def exist() -> bool:
    """Whether this home holds demo accounts: the file is there, or the accounts room says so."""
    if path().exists():
        return True
    from liangzhan.accounts import queries  # noqa: PLC0415 -- app ready

    return bool(queries.demo_accounts_exist())


def load() -> list[dict[str, str]]:
    """One dictionary per account, in the order of the file; empty when there is no file."""
    if not path().exists():
        return []
    return list(json.loads(path().read_text(encoding="utf-8"))["accounts"])


def as_table() -> str:
    """The accounts as a table for the terminal; empty when there are none."""
    accounts = load()
    if not accounts:
        return ""
    rows = [list(COLUMNS.values())] + [[str(account.get(key) or "") for key in COLUMNS] for account in accounts]
    widths = [max(width(row[at]) for row in rows) for at in range(len(COLUMNS))]
    lines = ["  ".join(pad(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "演示账号（只能在本机使用）：\n" + "\n".join(f"  {line}" for line in lines) + "\n"


def width(text: str) -> int:
    """Columns the text takes in a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def pad(text: str, size: int) -> str:
    """The text filled up with spaces to `size` columns."""
    return text + " " * (size - width(text))
