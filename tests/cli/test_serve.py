"""What `liangzhan serve` refuses, and what it prints."""

import argparse
import json
import socket

import pytest

from liangzhan.cli import demo_accounts, serve


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def demo_file():
    path = demo_accounts.path()
    account = {"role": "省级业务人员", "name": "李处长", "login": "demo-province", "password": "x1", "totp": ""}
    admin = {"role": "系统管理员", "name": "管理员", "login": "demo-system", "password": "x2", "totp": "ABCD"}
    path.write_text(json.dumps({"accounts": [account, admin]}), encoding="utf-8")
    yield path
    path.unlink()


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("localhost", True), ("127.0.0.1", True), ("127.0.0.9", True), ("::1", True), ("0.0.0.0", False)]
    + [("10.0.0.1", False), ("::", False), ("example.cn", False)],
)
def test_loopback(host, loopback):
    assert serve.is_loopback(host) is loopback


def test_demo_accounts_are_refused_off_loopback(db, demo_file, free_port):
    assert serve.refusal("0.0.0.0", free_port) == (
        "这里有演示账号，只能在本机使用，不能监听 0.0.0.0。请用 LIANGZHAN_HOME 换一个没有演示数据的目录。"
    )


def test_a_demo_user_without_the_file_is_refused_too(db, free_port):
    from tests.factories.accounts import make_user

    assert serve.refusal("0.0.0.0", free_port) == ""
    make_user(is_demo=True)
    assert serve.refusal("0.0.0.0", free_port).startswith("这里有演示账号")


def test_loopback_with_demo_accounts_is_served(db, demo_file, free_port):
    assert serve.refusal("127.0.0.1", free_port) == ""


def test_a_taken_port_is_refused(db):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert serve.refusal("127.0.0.1", port) == f"端口 {port} 已被占用，请换一个，例如 make run PORT={port + 1}。"


def test_a_waiting_migration_is_refused(db, free_port, monkeypatch):
    monkeypatch.setattr("liangzhan.cli.migrate.pending", lambda: ["audit.0002_more"])
    assert serve.refusal("127.0.0.1", free_port) == "数据库结构还没有升级（1 项），请先运行 liangzhan migrate。"


def test_children():
    names = [child.name for child in serve.children(argparse.Namespace(host="::1", port=1, only_web=False))]
    assert names == ["网页服务", "后台任务", "定时器"]
    assert len(serve.children(argparse.Namespace(host="::1", port=1, only_web=True))) == 1


def test_announcement(demo_file, capsys):
    serve.announce("127.0.0.1", 8103)
    assert capsys.readouterr().out == (
        "\n两站平台已启动： http://localhost:8103\n\n"
        "演示账号（只能在本机使用）：\n"
        "  角色          姓名    账号           密码  动态口令密钥\n"
        "  省级业务人员  李处长  demo-province  x1\n"
        "  系统管理员    管理员  demo-system    x2    ABCD\n\n"
        "按 Ctrl-C 停止。\n"
    )


def test_announcement_without_demo(capsys):
    serve.announce("10.1.1.1", 80)
    assert capsys.readouterr().out == "\n两站平台已启动： http://10.1.1.1:80\n\n按 Ctrl-C 停止。\n"
