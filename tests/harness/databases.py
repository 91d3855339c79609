"""Test databases: one template, built once per state of the code, copied per process and per test that commits."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness.environment import BASE, ON_POSTGRESQL

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build" / "test-databases"
FAST = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
TEMPLATE = "liangzhan_template"


def digest() -> str:
    """Changes when anything changes that the template is made of: all Python below liangzhan/, the small divisions."""
    found = hashlib.sha256()
    sources = [*ROOT.glob("liangzhan/**/*.py"), *ROOT.glob("tests/harness/*.py"), *ROOT.glob("tests/data/*.csv")]
    for path in sorted(sources):
        if "cli" not in path.parts:
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def one_at_a_time(place: Path) -> Iterator[None]:
    """Only one process builds the template; the others wait and find it built."""
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def use(name: str) -> None:
    """Point Django's connection, and the subprocesses of a test, at another database."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name
    if ON_POSTGRESQL:
        os.environ["LIANGZHAN_DATABASE_URL"] = f"postgresql://liangzhan@/{name}"


def fill() -> None:
    """Build the database the connection points at: structure, cache table, triggers, small divisions."""
    from django.db import connection

    from liangzhan.cli.migrate import apply, pending
    from tests.harness.divisions import load_small_divisions

    apply(pending())
    load_small_divisions()
    connection.close()


def sqlite_template() -> Path:
    """The template file, built when missing; templates of older code are removed."""
    from django.db import connection

    connection.settings_dict["OPTIONS"]["init_command"] = FAST
    template = CACHE / f"{digest()}.sqlite3"
    with one_at_a_time(CACHE):
        if not template.exists():
            for old in CACHE.glob("*.sqlite3*"):
                old.unlink()
            building = CACHE / "building"
            building.unlink(missing_ok=True)
            use(str(building))
            fill()
            with sqlite3.connect(building) as plain:
                plain.execute("PRAGMA journal_mode=DELETE")  # folds the write-ahead log into the one file
            plain.close()
            building.rename(template)
    return template


def postgresql_template() -> str:
    """The template database, built by the first process that asks."""
    with one_at_a_time(BASE):
        if not (BASE / "template-built").exists():
            run_in_cluster(f"CREATE DATABASE {TEMPLATE}")
            use(TEMPLATE)
            fill()
            (BASE / "template-built").touch()
    return TEMPLATE


def run_in_cluster(statement: str) -> None:
    """One statement in the cluster's own database, outside any transaction."""
    import psycopg

    with psycopg.connect(host=str(BASE / "socket"), user="liangzhan", dbname="postgres", autocommit=True) as plain:
        plain.execute(statement)


def copy_template(name: str, home: Path) -> str:
    """A fresh copy of the template; returns what settings call its NAME."""
    if ON_POSTGRESQL:
        template = postgresql_template()
        with one_at_a_time(BASE):
            run_in_cluster(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name
    target = home / "liangzhan.sqlite3"
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(sqlite_template(), target)
    return str(target)


def drop(name: str) -> None:
    """Remove a copy."""
    if ON_POSTGRESQL:
        run_in_cluster(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    else:
        for leftover in Path(name).parent.glob(f"{Path(name).name}*"):
            leftover.unlink()
