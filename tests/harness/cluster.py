"""A throw-away PostgreSQL cluster: a unix socket only, no fsync, gone with the test run, also when it is killed."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import ClassVar

import psycopg

ROLE = "liangzhan"


def programs() -> Path | None:
    """The directory of initdb and postgres; None when the machine has none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


class Cluster:
    """Start with `start()`, end with `stop()`; also ends by itself when this process dies."""

    # Nothing is lost when a test's cluster loses power; the bench measures without it.
    HASTE: ClassVar[dict[str, str]] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

    def __init__(self, base: Path) -> None:
        self.data, self.socket, self.log = base / "cluster", base / "socket", base / "postgresql.log"
        self.process: subprocess.Popen | None = None
        found = programs()
        if found is None:
            raise RuntimeError("PostgreSQL's server programs are missing: install the package postgresql.")
        self.programs = found

    def start(self) -> None:
        """initdb, start, wait until it answers."""
        for place in (self.data, self.socket):
            place.mkdir(mode=0o700)
            if os.geteuid() == 0:
                os.chown(place, *self.owner())
        self.socket.chmod(0o755)
        options = ["-U", ROLE, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(self.command("initdb", "-D", self.data, *options), check=True, stdout=subprocess.DEVNULL)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self.socket,
            **self.HASTE,
            "max_connections": "60",
            "timezone": "Asia/Shanghai",
        }
        words = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                self.command("postgres", "-D", self.data, *words), stdout=log, stderr=log, start_new_session=True
            )
        self.wait()

    def command(self, program: str, *words: object) -> list[str]:
        """The command line: as another user when we are root (PostgreSQL refuses root); ends when we die."""
        own = [str(self.programs / program), *map(str, words)]
        prefix = ["setpriv", "--pdeathsig", "INT"]
        if os.geteuid() == 0:
            user, group = self.owner()
            prefix += ["--reuid", str(user), "--regid", str(group), "--clear-groups"]
        return [*prefix, *own]

    @staticmethod
    def owner() -> tuple[int, int]:
        """User and group that own the cluster when we are root."""
        names = {entry.pw_name for entry in pwd.getpwall()}
        entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
        return entry.pw_uid, entry.pw_gid

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A plain connection in autocommit."""
        return psycopg.connect(host=str(self.socket), user=ROLE, dbname=database, autocommit=True)

    def wait(self) -> None:
        """Until it answers, 30 s at most."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                self.connect().close()
                return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise RuntimeError(f"The PostgreSQL cluster does not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        """Fast shutdown, then the files go."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.rmtree(self.socket, ignore_errors=True)
