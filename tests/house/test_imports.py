"""The import contracts of pyproject.toml hold, and every room stands on a storey."""

import subprocess
import sys
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT, storeys

NOT_ROOMS = {"settings", "urls", "wsgi", "cli"}


def test_contracts_hold():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_folder_is_a_room_on_a_storey():
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    listed = {room for layer in storeys() for room in layer}
    assert folders - listed == set()
    assert {room for room in listed - NOT_ROOMS if not (PACKAGE / room).is_dir()} == set()
