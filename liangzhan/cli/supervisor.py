"""Keeps a few child processes alive under one command: starts, restarts with back-off, ends them together."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 60.0  # a child that lived this long starts its back-off afresh
PATIENCE = 10.0  # seconds between SIGTERM and SIGKILL


@dataclass
class Child:
    """One supervised command; `restarts` counts how often it was started again."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    next_start: float = 0.0
    pause: float = FIRST_PAUSE
    restarts: int = 0

    def start(self) -> None:
        """Start the process now, in a session of its own so that Ctrl-C reaches it through us only."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True)

    def tend(self) -> None:
        """Start the process again when it has died and its pause is over."""
        if self.process is not None:
            if (code := self.process.poll()) is None:
                return
            self.plan_restart(code)
        if time.monotonic() >= self.next_start:
            self.restarts += 1
            self.start()

    def plan_restart(self, code: int) -> None:
        """Note the death and double the pause, up to LONGEST_PAUSE."""
        now = time.monotonic()
        self.pause = FIRST_PAUSE if now - self.started > STEADY_SECONDS else min(self.pause * 2, LONGEST_PAUSE)
        self.next_start = now + self.pause
        self.process = None
        print(f"{self.name} 已退出（{code}），{self.pause:g} 秒后重新启动。", file=sys.stderr, flush=True)

    def signal(self, number: int) -> None:
        """Send a signal to the child and everything it started."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)


@dataclass
class Supervisor:
    """The children and the wish to stop."""

    children: list[Child]
    stop: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start every child."""
        for child in self.children:
            child.start()

    def watch(self) -> None:
        """Tend the children until told to stop, then end them all."""
        try:
            while not self.stop.wait(0.2):
                for child in self.children:
                    child.tend()
        finally:
            self.end()

    def end(self) -> None:
        """SIGTERM to all, SIGKILL to whoever is still there after PATIENCE seconds."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.signal(signal.SIGKILL)
                child.process.wait()


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def wait_for_port(host: str, port: int, *, seconds: float, stop: threading.Event) -> bool:
    """Wait until somebody listens on host:port; False when time ran out or we were told to stop."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- compared, not bound
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not stop.is_set():
        try:
            with socket.create_connection((target, port), timeout=1):
                return True
        except OSError:
            time.sleep(0.05)
    return False
