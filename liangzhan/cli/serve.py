"""`liangzhan serve`: web, worker and clock under one command."""

import argparse
import ipaddress
import sys
from pathlib import Path

from liangzhan.cli import demo_accounts
from liangzhan.cli.stopping import stop_on_signals
from liangzhan.cli.supervisor import Child, Supervisor, port_is_free, wait_for_port

WEB_WORKERS = 2
WEB_THREADS = 4


def add(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（默认只在本机）")
    parser.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    parser.add_argument("--only-web", action="store_true", help="不启动后台任务和定时器（它们在别处运行时）")


def run(args: argparse.Namespace) -> int:
    """Refuse what must not be served, start the children, print the address, watch until told to stop."""
    if reason := refusal(args.host, args.port):
        print(reason, file=sys.stderr)
        return 1
    supervisor = Supervisor(children(args), stop=stop_on_signals())
    supervisor.start()
    if wait_for_port(args.host, args.port, seconds=60, stop=supervisor.stop):
        announce(args.host, args.port)
    supervisor.watch()
    return 0


def refusal(host: str, port: int) -> str:
    """Why we do not start, as a sentence; empty when all is well."""
    from django.core.management import call_command  # noqa: PLC0415 -- app ready
    from django.core.management.base import SystemCheckError  # noqa: PLC0415 -- app ready

    from liangzhan.cli.migrate import pending  # noqa: PLC0415 -- app ready

    if not is_loopback(host) and demo_accounts.exist():
        return f"这里有演示账号，只能在本机使用，不能监听 {host}。请用 LIANGZHAN_HOME 换一个没有演示数据的目录。"
    if not port_is_free(host, port):
        return f"端口 {port} 已被占用，请换一个，例如 make run PORT={port + 1}。"
    try:
        call_command("check")
    except SystemCheckError as problem:
        return f"平台自检没有通过：\n{problem}"
    if waiting := pending():
        return f"数据库结构还没有升级（{len(waiting)} 项），请先运行 liangzhan migrate。"
    return ""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def children(args: argparse.Namespace) -> list[Child]:
    """The web server and, unless told otherwise, the worker and the clock."""
    granian = Path(sys.executable).with_name("granian")
    options = ["--interface", "wsgi", "--host", args.host, "--port", str(args.port), "--workers", str(WEB_WORKERS)]
    options += ["--blocking-threads", str(WEB_THREADS), "--no-ws", "--respawn-failed-workers", "--log-level", "warning"]
    found = [Child("网页服务", [str(granian), *options, "liangzhan.wsgi:application"])]
    if not args.only_web:
        own = [sys.executable, "-m", "liangzhan"]
        found += [Child("后台任务", [*own, "worker"]), Child("定时器", [*own, "clock"])]
    return found


def announce(host: str, port: int) -> None:
    """Print the address and, when there are any, the demo accounts."""
    # Passkeys are bound to a name, so the loopback address is always shown as localhost.
    name = "localhost" if is_loopback(host) else host
    print(f"\n两站平台已启动： http://{name}:{port}\n", flush=True)
    if table := demo_accounts.as_table():
        print(table, flush=True)
    print("按 Ctrl-C 停止。", flush=True)
