"""The dispatcher: help, unknown words, refusals as sentences."""

import argparse
import importlib.util
import types

import pytest

from liangzhan.cli import main as dispatcher
from liangzhan.toolkit.errors import RuleBroken


@pytest.mark.parametrize("name", dispatcher.COMMANDS)
def test_every_command_has_its_module(name):
    assert importlib.util.find_spec(f"liangzhan.cli.{name}") is not None


def test_every_command_is_described_in_chinese():
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in dispatcher.COMMANDS.values())


def test_help_lists_every_command(capsys):
    with pytest.raises(SystemExit) as ended:
        dispatcher.main(["--help"])
    assert ended.value.code == 0
    output = capsys.readouterr().out
    assert [name for name in dispatcher.COMMANDS if name not in output] == []


def test_unknown_command(capsys):
    with pytest.raises(SystemExit) as ended:
        dispatcher.main(["fly"])
    assert ended.value.code == 2


def run_with(function):
    return dispatcher.run(types.SimpleNamespace(run=function), argparse.Namespace())


def test_a_refusal_is_printed_and_ends_with_one(capsys):
    def refuse(args):
        raise RuleBroken("第一条理由。", "第二条理由。")

    assert run_with(refuse) == 1
    assert capsys.readouterr().err == "第一条理由。\n第二条理由。\n"


def test_exit_codes():
    assert run_with(lambda args: None) == 0
    assert run_with(lambda args: 3) == 3


def test_interrupt():
    def interrupt(args):
        raise KeyboardInterrupt

    assert run_with(interrupt) == 130
