"""Loaded first (`-p tests.harness.environment`), before the settings: a home of this process's own, never the user's.

With --pg (or LIANGZHAN_TEST_DB=postgresql) the address of the throw-away cluster is fixed here too; the cluster itself
is started by the controller (tests/harness/cluster.py).
"""

import atexit
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
IS_CONTROLLER = WORKER == "main"


def _sweep() -> None:
    """Remove what a killed run has left: the number in the name is the process that made it."""
    for left in Path(tempfile.gettempdir()).glob("liangzhan-test-*-*"):
        if not Path(f"/proc/{left.name.split('-')[2]}").exists():
            shutil.rmtree(left, ignore_errors=True)


if IS_CONTROLLER:
    _sweep()
    _base = tempfile.mkdtemp(prefix=f"liangzhan-test-{os.getpid()}-")
    Path(_base).chmod(0o711)  # the cluster's user must be able to walk through
    os.environ["LIANGZHAN_TEST_BASE"] = _base
    if "--pg" in sys.argv:
        os.environ["LIANGZHAN_TEST_DB"] = "postgresql"
    atexit.register(shutil.rmtree, _base, ignore_errors=True)

BASE = Path(os.environ["LIANGZHAN_TEST_BASE"])
ON_POSTGRESQL = os.environ.get("LIANGZHAN_TEST_DB") == "postgresql"
HOME = BASE / f"home-{WORKER}"
HOME.mkdir(mode=0o700, exist_ok=True)

for _name in [name for name in os.environ if name.startswith("LIANGZHAN_")]:
    if not _name.startswith(("LIANGZHAN_TEST_", "LIANGZHAN_REQUIRE")):
        del os.environ[_name]  # what the developer has set for the own platform must not reach a test
os.environ["LIANGZHAN_HOME"] = str(HOME)
os.environ["LIANGZHAN_SECRET_KEY"] = "only-for-tests-0123456789-0123456789-0123456789-abcdef"
os.environ["TZ"] = "Asia/Shanghai"
time.tzset()
if ON_POSTGRESQL:
    os.environ["PGHOST"] = str(BASE / "socket")
    os.environ["LIANGZHAN_DATABASE_URL"] = f"postgresql://liangzhan@/test_{WORKER}"
