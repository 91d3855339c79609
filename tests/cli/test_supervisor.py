"""The supervisor starts what dies, waits longer each time, and ends everything it started."""

import os
import signal
import socket
import sys
import threading
import time

from liangzhan.cli import supervisor
from liangzhan.cli.supervisor import Child, Supervisor, port_is_free, wait_for_port

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [sys.executable, "-c", "import signal,time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"]


def watched(*children):
    found = Supervisor(list(children))
    found.start()
    thread = threading.Thread(target=found.watch)
    thread.start()
    return found, thread


def wait_until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert condition()


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_killed_child_is_started_again(monkeypatch, capfd):
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.05)
    child = Child("后台任务", SLEEPER, pause=0.05)
    found, thread = watched(child)
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: child.restarts == 1 and child.process is not None)
    second = child.process.pid
    found.stop.set()
    thread.join(15)
    assert not thread.is_alive()
    assert first != second
    assert gone(second)
    assert "后台任务 已退出（-9）" in capfd.readouterr().err


def test_the_pause_doubles_up_to_a_limit():
    child = Child("坏命令", [sys.executable, "-c", "raise SystemExit(3)"])
    pauses = []
    for _ in range(8):
        child.started = time.monotonic()
        child.plan_restart(3)
        pauses.append(child.pause)
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]
    child.started = time.monotonic() - 61
    child.plan_restart(3)
    assert child.pause == 0.5


def test_a_child_that_ignores_the_end_is_killed(monkeypatch):
    monkeypatch.setattr(supervisor, "PATIENCE", 0.5)
    child = Child("固执", STUBBORN)
    found, thread = watched(child)
    time.sleep(0.5)
    pid = child.process.pid
    found.stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert gone(pid)


def test_ports():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not port_is_free("127.0.0.1", port)
        assert wait_for_port("127.0.0.1", port, seconds=1, stop=threading.Event())
    assert port_is_free("127.0.0.1", port)
    assert not wait_for_port("127.0.0.1", port, seconds=0.2, stop=threading.Event())


def test_waiting_for_a_port_ends_when_told_to_stop():
    stop = threading.Event()
    stop.set()
    assert not wait_for_port("127.0.0.1", 9, seconds=30, stop=stop)
