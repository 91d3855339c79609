"""Where files are kept: found by name, closed to others, and made once however many processes start."""

import os
import threading
from pathlib import Path

import pytest

from liangzhan.toolkit import paths


@pytest.fixture
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LIANGZHAN_SECRET_KEY", raising=False)
    return tmp_path / "home"


def mode(place):
    return place.stat().st_mode & 0o777


def test_home_is_made_on_first_use_and_closed(own_home):
    assert (paths.home(), mode(own_home)) == (own_home, 0o700)
    assert paths.database_path() == own_home / "liangzhan.sqlite3"
    assert (paths.files_dir(), mode(own_home / "files")) == (own_home / "files", 0o700)
    assert paths.files_dir() == own_home / "files"


@pytest.mark.parametrize(("checkout", "expected"), [(True, "project/var"), (False, "person/.liangzhan")])
def test_home_without_a_name(tmp_path, monkeypatch, checkout, expected):
    """In a checkout beside the project; installed from a wheel, in the person's own directory."""
    monkeypatch.delenv("LIANGZHAN_HOME", raising=False)
    (tmp_path / "project").mkdir()
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "project" / "liangzhan")
    monkeypatch.setattr(Path, "home", classmethod(lambda cls: tmp_path / "person"))
    if checkout:
        (tmp_path / "project" / "pyproject.toml").touch()
    assert paths.home() == tmp_path / expected
    assert (tmp_path / expected).is_dir()


def test_a_given_secret_leaves_no_file(own_home, monkeypatch):
    monkeypatch.setenv("LIANGZHAN_SECRET_KEY", "from outside")
    assert paths.secret_key() == "from outside"
    assert not own_home.exists()


def test_the_secret_is_made_once_and_closed(own_home):
    secret = paths.secret_key()
    assert len(secret) >= 50
    assert paths.secret_key() == secret
    assert mode(own_home / "secret.key") == 0o600
    assert [place.name for place in own_home.iterdir()] == ["secret.key"]


def test_starting_at_once_all_agree_on_one_secret(own_home, monkeypatch):
    """Web, worker and clock start together: nobody meets half a file, or overwrites another's."""
    paths.home()
    start, found, really = threading.Barrier(4), [], os.link

    def link(source, target):
        start.wait()  # each has seen that there is no file, and has made one of its own
        really(source, target)

    monkeypatch.setattr(os, "link", link)
    threads = [threading.Thread(target=lambda: found.append(paths.secret_key())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [(own_home / "secret.key").read_text()] * 4
    assert [place.name for place in own_home.iterdir()] == ["secret.key"]


def test_writing_over_keeps_it_closed(own_home):
    place = paths.home() / "note.json"
    paths.write_once(place, "first")
    paths.write_once(place, "second")
    assert place.read_text() == "first"
    paths.write_over(place, "third")
    assert (place.read_text(), mode(place)) == ("third", 0o600)
    assert [one.name for one in own_home.iterdir()] == ["note.json"]
