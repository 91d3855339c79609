"""A backup taken while a writer writes comes back whole, in a clean directory and nowhere else."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import time
from argparse import Namespace
from contextlib import closing

import pytest

from liangzhan.cli import backup, restore
from liangzhan.toolkit import paths
from liangzhan.toolkit.errors import RuleBroken
from tests.harness.environment import ON_POSTGRESQL

FIRST, SECOND = b"the first kept file", b"the second kept file"

# Writes two rows per transaction, so that a torn copy would show an odd count; says how many pairs it wrote.
WRITER = """
import django, itertools, os, sys
django.setup()
from django.db import transaction
from liangzhan.toolkit.models import NumberSeries
for pair in itertools.count():
    with transaction.atomic():
        NumberSeries.objects.create(series=f"pair-{pair}-a")
        NumberSeries.objects.create(series=f"pair-{pair}-b")
    print(pair, flush=True)
"""


@pytest.fixture
def home(committed_db):
    """A home with keys and two kept files beside the database."""
    (committed_db.home / "files" / "ab").mkdir(parents=True, exist_ok=True)
    for content in (FIRST, SECOND):
        (committed_db.home / "files" / "ab" / hashlib.sha256(content).hexdigest()).write_bytes(content)
    (committed_db.home / "keys.json").write_text("{}")
    return committed_db


@pytest.fixture
def writer(home):
    process = subprocess.Popen([sys.executable, "-c", WRITER], env=home.environment, stdout=subprocess.PIPE, text=True)
    for _ in range(5):
        assert process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def write(target):
    backup.run(Namespace(out=target))


def count_pairs(database):
    with closing(sqlite3.connect(database)) as plain:
        rows = plain.execute("SELECT series FROM toolkit_numberseries WHERE series LIKE 'pair-%'").fetchall()
    return {ending: sum(name.endswith(ending) for (name,) in rows) for ending in ("a", "b")}


@pytest.mark.skipif(ON_POSTGRESQL, reason="reads the SQLite file")
def test_backup_while_a_writer_writes(home, writer, tmp_path, capsys):
    archive = tmp_path / "one.tar"
    write(archive)
    into = tmp_path / "new"
    restore.run(Namespace(archive=archive, into=into))
    counted = count_pairs(into / "liangzhan.sqlite3")
    assert counted["a"] == counted["b"] >= 5
    assert writer.poll() is None
    kept = sorted(path.relative_to(into).as_posix() for path in (into / "files").rglob("*") if path.is_file())
    assert kept == sorted(f"files/ab/{hashlib.sha256(content).hexdigest()}" for content in (FIRST, SECOND))
    assert (into / "keys.json").read_text() == "{}"
    assert (into / "keys.json").stat().st_mode & 0o777 == 0o600
    assert archive.stat().st_mode & 0o777 == 0o600
    assert "校验全部通过" in capsys.readouterr().out


@pytest.mark.skipif(not ON_POSTGRESQL, reason="uses pg_dump")
def test_backup_of_postgresql_comes_back(home, writer, tmp_path):
    from tests.harness.databases import drop, run_in_cluster

    archive = tmp_path / "one.tar"
    write(archive)
    target = f"{home.name}_back"
    run_in_cluster(f"CREATE DATABASE {target}")
    environment = {**home.environment, "LIANGZHAN_DATABASE_URL": f"postgresql://liangzhan@/{target}"}
    command = [sys.executable, "-m", "liangzhan", "restore", str(archive), "--into", str(tmp_path / "new")]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        again = subprocess.run(
            [*command[:-1], str(tmp_path / "other")], env=environment, capture_output=True, text=True
        )
        assert again.stderr.strip() == "目标数据库不是空的。为避免覆盖已有数据，请换一个空数据库。"
        assert list((tmp_path / "other").iterdir()) == []
        import psycopg

        with psycopg.connect(host=os.environ["PGHOST"], user="liangzhan", dbname=target) as plain:
            pairs = [
                plain.execute("SELECT count(*) FROM toolkit_numberseries WHERE series LIKE %s", [f"pair-%-{ending}"])
                for ending in "ab"
            ]
            counted = [cursor.fetchone()[0] for cursor in pairs]
        assert counted[0] == counted[1] >= 5
    finally:
        drop(target)


def test_the_manifest_names_every_file(home, tmp_path):
    archive = tmp_path / "one.tar"
    write(archive)
    with tarfile.open(archive) as tar:
        names = set(tar.getnames())
        manifest = json.load(tar.extractfile("manifest.json"))
    assert set(manifest["entries"]) == names - {"manifest.json"}
    assert manifest["format"] == 1


def test_default_name_stands_in_the_home(home):
    backup.run(Namespace(out=None))
    assert len(list((paths.home() / "backups").glob("liangzhan-*.tar"))) == 1


def test_an_existing_file_is_not_overwritten(home, tmp_path):
    archive = tmp_path / "one.tar"
    archive.write_bytes(b"precious")
    with pytest.raises(RuleBroken, match="已经存在"):
        write(archive)
    assert archive.read_bytes() == b"precious"


def test_a_broken_backup_leaves_nothing(home, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "files_dir", lambda: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        write(tmp_path / "place" / "one.tar")
    assert list((tmp_path / "place").iterdir()) == []


def refused(archive, into):
    with pytest.raises(RuleBroken) as refusal:
        restore.run(Namespace(archive=archive, into=into))
    return str(refusal.value.reasons[0])


def test_restore_refuses_a_directory_with_something_in_it(home, tmp_path):
    archive = tmp_path / "one.tar"
    write(archive)
    into = tmp_path / "used"
    into.mkdir()
    (into / "mine").write_text("precious")
    assert refused(archive, into) == f"{into} 不是空目录。为避免覆盖已有数据，请换一个空目录。"
    assert (into / "mine").read_text() == "precious"


def test_restore_refuses_a_damaged_archive(home, tmp_path):
    archive = tmp_path / "one.tar"
    write(archive)
    content = archive.read_bytes()
    archive.write_bytes(content.replace(SECOND, SECOND[::-1]))
    assert refused(archive, tmp_path / "new").startswith("备份文件已损坏，校验不符：files/ab/")
    assert list((tmp_path / "new").iterdir()) == []
    archive.write_bytes(content[: len(content) // 2])
    assert refused(archive, tmp_path / "new") == "备份文件已损坏，读不完整，请换一份备份。"


def test_restore_refuses_what_is_no_backup(tmp_path):
    archive = tmp_path / "one.tar"
    assert refused(archive, tmp_path / "new") == f"没有找到备份文件 {archive}。"
    archive.write_bytes(b"hello")
    assert refused(archive, tmp_path / "new") == "备份文件已损坏，读不完整，请换一份备份。"
    with tarfile.open(archive, "w"):
        pass
    assert refused(archive, tmp_path / "new") == "这不是本平台的备份文件，或者备份没有写完。"


@pytest.mark.parametrize("name", ["../outside", "/etc/outside"])
def test_restore_refuses_paths_that_leave(tmp_path, name):
    archive = tmp_path / "one.tar"
    with tarfile.open(archive, "w") as tar:
        tar.addfile(tarfile.TarInfo(name))
    assert refused(archive, tmp_path / "new") == "备份文件里有不该有的内容，已停止恢复。"


def test_a_backup_is_quick_enough_to_be_taken_every_night(home, tmp_path):
    start = time.monotonic()
    write(tmp_path / "one.tar")
    assert time.monotonic() - start < 5
