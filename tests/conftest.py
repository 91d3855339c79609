"""The strict harness and its fixtures; what makes it strict stands in tests/harness/.

db             the test database (a copy of the template), each test in a transaction that is rolled back
committed_db   a copy of the template of the test's own, for tests that commit, use threads or start processes
client         the strict client (CSRF, no inline script or style, at most 25 queries)
sign_in        sign_in(user) -> a strict client signed in as that user
people         station_head, neighbour_head, county_officer, … (tests/harness/people.py), each with .actor and .client
demo           the small demo province in this process: demo.client("county") (tests/harness/demo.py)
live_site      the real `liangzhan serve` with the small demo, for journeys; browser: Debian's Chromium (tests/harness/live.py)
--pg           the same tests on a throw-away PostgreSQL cluster (or LIANGZHAN_TEST_DB=postgresql)
"""

import atexit
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests.harness import databases, environment
from tests.harness.client import StrictClient
from tests.harness.queries import _strict_queries  # noqa: F401 -- an autouse fixture
from tests.harness.sessions import signed_in_client

hypothesis_settings.register_profile("liangzhan", deadline=None, max_examples=60)
hypothesis_settings.load_profile("liangzhan")
pytest_plugins = ["tests.harness.people", "tests.harness.live", "tests.harness.demo"]
_DATABASE_FIXTURES = {"db", "committed_db", "client", "sign_in"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pg", action="store_true", help="run on a throw-away PostgreSQL cluster")


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    config.addinivalue_line("markers", "uses_database: set by itself on tests that use the database")
    from liangzhan.toolkit.crypto import ensure_keys

    ensure_keys(environment.HOME)
    fast = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [fast, *settings.PASSWORD_HASHERS]
    if environment.ON_POSTGRESQL and environment.IS_CONTROLLER:
        from tests.harness.cluster import Cluster

        cluster = Cluster(environment.BASE)
        atexit.register(cluster.stop)
        cluster.start()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction") or "transactional_db" in item.fixturenames:
            # Flushing would meet the append-only triggers (architecture.md, traps).
            raise pytest.UsageError(f"{item.nodeid}: use the fixture committed_db instead of a flushing transaction")
        if marker or _DATABASE_FIXTURES.intersection(item.fixturenames):
            item.add_marker("uses_database")
        if "journeys" in item.path.parts:
            item.add_marker("journey")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureDef) -> Iterator[None]:
    """A copy of the template for this process, instead of Django's own test database."""
    with django_db_blocker.unblock():
        name = databases.copy_template(f"test_{environment.WORKER}", environment.HOME)
        databases.use(name)
    yield
    with django_db_blocker.unblock():
        from django.db import connection

        connection.close()
        databases.drop(name)


@dataclass(frozen=True)
class CommittedDatabase:
    """A database of one test's own: `home` and `environment` are for the processes it starts."""

    name: str
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "LIANGZHAN_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "liangzhan.settings"}


@pytest.fixture
def committed_db(
    django_db_setup: None, django_db_blocker: pytest.FixtureDef, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CommittedDatabase]:
    """Really commits. Everything goes with the copy afterwards, so no flush is needed."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    home = tmp_path / "home"
    monkeypatch.setenv("LIANGZHAN_HOME", str(home))
    with django_db_blocker.unblock():
        name = databases.copy_template(f"test_{environment.WORKER}_{uuid.uuid4().hex[:8]}", home)
        home.mkdir(exist_ok=True)
        shutil.copy2(environment.HOME / "keys.json", home)
        databases.use(name)
        try:
            yield CommittedDatabase(name, home)
        finally:
            databases.use(before)
            databases.drop(name)


@pytest.fixture
def client(db: None) -> StrictClient:
    return StrictClient()


@pytest.fixture
def sign_in(db: None) -> Callable[..., StrictClient]:
    """sign_in(user): a strict client with that user's session."""
    return signed_in_client
