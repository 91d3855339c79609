"""The real command: three children, a killed one comes back, the end takes all with it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest


def children_of(pid):
    """Process ids started by this process, by their own command line."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            stat, command = (entry / "stat").read_text(), (entry / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if int(stat.rpartition(")")[2].split()[1]) == pid:
            name = next((word for word in ("worker", "clock") if f"liangzhan {word}" in command), "web")
            found[name] = int(entry.name)
    return found


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert condition()


def first_line_with(stream, words):
    for line in stream:
        if words in line:
            return line.strip()
    return ""


@pytest.fixture
def served(committed_db):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "liangzhan", "serve", "--port", str(port)],
        env=committed_db.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process, port
    process.kill()
    process.wait()
    process.stdout.close()


def test_serve_restarts_what_dies_and_ends_everything(served):
    process, port = served
    assert first_line_with(process.stdout, "已启动") == f"两站平台已启动： http://localhost:{port}"
    wait_until(lambda: set(children_of(process.pid)) == {"web", "worker", "clock"})
    first = children_of(process.pid)
    os.kill(first["worker"], signal.SIGKILL)
    wait_until(lambda: children_of(process.pid).get("worker", first["worker"]) != first["worker"])
    last = children_of(process.pid)
    assert last["web"] == first["web"]
    process.terminate()
    assert process.wait(20) == 0
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in last.values()))
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
