"""For the journeys: the real `liangzhan serve` on a home of its own with the small demo province, and Debian's Chromium."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.harness.environment import BASE

CHROMIUM = "/usr/bin/chromium"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class LiveSite:
    """`address` of the running platform, its `home`, and `environment` for further commands on the same home."""

    address: str
    home: Path
    environment: dict[str, str]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `liangzhan …` on the same home; fails the test when the command fails."""
        return subprocess.run(
            [sys.executable, "-m", "liangzhan", *words],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )


@pytest.fixture(scope="session")
def live_site() -> Iterator[LiveSite]:
    """Prepared once per run: migrate, divisions, small demo; then web, worker and clock."""
    home = BASE / "live-home"
    environment = {name: value for name, value in os.environ.items() if name != "LIANGZHAN_DATABASE_URL"}
    environment |= {"LIANGZHAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "liangzhan.settings"}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    site = LiveSite(f"http://localhost:{port}", home, environment)
    site.command("prepare", "--demo", "--scale", "small")
    with (BASE / "serve.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "liangzhan", "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
        try:
            wait_until_it_answers(site.address, server)
            yield site
        finally:
            server.terminate()
            server.wait(20)


def wait_until_it_answers(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until any page answers, 40 s at most."""
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/", timeout=5).close()
            return
        except urllib.error.HTTPError as answered:
            answered.close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"liangzhan serve does not answer:\n{(BASE / 'serve.log').read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """One Chromium for all journeys; take a fresh context per person: browser.new_context(viewport=DESKTOP)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()
