"""The small demo province for tests that look at its pages: built by `liangzhan prepare --demo` in a process of its own."""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.harness import databases, environment
from tests.harness.client import StrictClient
from tests.harness.sessions import signed_in_client

NAME = "liangzhan.sqlite3"


@dataclass(frozen=True)
class Demo:
    """The home, and a strict client for each demo account; everything is thrown away after the test."""

    home: Path

    @property
    def logins(self) -> list[str]:
        accounts = json.loads((self.home / "demo-accounts.json").read_text(encoding="utf-8"))["accounts"]
        return [account["login"] for account in accounts]

    def client(self, login: str) -> StrictClient:
        """Signed in as the demo account, with its second factor, in a session that was seen this minute."""
        from django.contrib.auth import get_user_model

        from liangzhan.accounts.middleware import SEEN_KEY

        client = signed_in_client(get_user_model().objects.get(username=login))
        session = client.session
        session[SEEN_KEY] = int(time.time())  # moved once a minute at most: no work of the page itself
        session.save()
        return client


def build(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Build the small demo in an empty home, on SQLite."""
    return run(home, "prepare", "--demo", "--scale", "small", *words, check=True)


def run(home: Path, *words: str, check: bool = False) -> subprocess.CompletedProcess[str]:
    """`liangzhan …` on a home, in a process of its own."""
    left_out = ("LIANGZHAN_DATABASE_URL", "PGHOST")
    inherited = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        [sys.executable, "-m", "liangzhan", *words],
        env={**inherited, "LIANGZHAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "liangzhan.settings"},
        capture_output=True,
        text=True,
    )
    if check and done.returncode:
        raise AssertionError(f"liangzhan {' '.join(words)} failed:\n{done.stderr}")
    return done


@pytest.fixture(scope="session")
def demo_template() -> Path:
    """Built once per state of the code and day, because its present plan hangs on today; the workers share it."""
    if environment.ON_POSTGRESQL:
        pytest.skip("the demo of the tests stands on SQLite")
    place = databases.CACHE / f"demo-{databases.digest()}-{dt.date.today():%Y%m%d}"
    with databases.one_at_a_time(databases.CACHE / "demo-lock"):
        if not place.exists():
            for old in databases.CACHE.glob("demo-*-*"):
                shutil.rmtree(old)
            building = databases.CACHE / "demo-building"
            shutil.rmtree(building, ignore_errors=True)
            build(building)
            building.rename(place)
    return place


@pytest.fixture(scope="session")
def demo_copy(demo_template: Path) -> Path:
    """A copy of this process's own."""
    home = environment.BASE / f"demo-{environment.WORKER}"
    shutil.copytree(demo_template, home)
    return home


@pytest.fixture
def demo(
    django_db_setup: None, django_db_blocker: pytest.FixtureDef, demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Demo]:
    """The connection points at the demo; what the test writes is rolled back."""
    from django.db import connection, transaction

    monkeypatch.setenv("LIANGZHAN_HOME", str(demo_copy))
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        databases.use(str(demo_copy / NAME))
        try:
            with transaction.atomic():
                yield Demo(demo_copy)
                transaction.set_rollback(True)
        finally:
            databases.use(before)
