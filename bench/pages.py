"""The pages that are measured: a name, who opens them and where. Rooms add theirs here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BenchPage:
    """`login` is a demo account of LIANGZHAN_HOME/demo-accounts.json, named by its role; `url_name` takes no argument."""

    title: str
    role: str
    url_name: str
    query: str = ""


PAGES: list[BenchPage] = []
