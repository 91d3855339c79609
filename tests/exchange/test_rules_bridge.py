"""The bridge: 1,000 random histories end with both sides agreeing; a wrong receipt is refused in words."""

import random

import pytest

from liangzhan.exchange.rules.bridge import (
    Answer,
    content_hash,
    file_hash,
    is_due,
    receipt_problem,
    settled,
    state_after,
)
from liangzhan.exchange.rules.columns import COLUMNS, NEEDED, missing
from liangzhan.volunteers.choices import ExportState as X
from liangzhan.volunteers.rules.exporting import EXPORT_STATES
from tests.exchange.simulator import OtherSide, Way, calm


class Ours:
    """Our side in memory, by the same rules as the services: objects, batches, the newest line of each object."""

    def __init__(self, count):
        self.content = {f"r{n}": "0" for n in range(count)}
        self.state = dict.fromkeys(self.content, X.NOT_EXPORTED)
        self.last = dict.fromkeys(self.content, ("", 0))
        self.batches = {}
        self.verdicts = {}

    def edit(self, ref, text):
        self.content[ref] = text
        if self.state[ref] in (X.ACCEPTED, X.EXPORTED):
            self.move(ref, X.CHANGED_AFTER_EXPORT)

    def move(self, ref, state):
        assert self.state[ref] == state or EXPORT_STATES.allows(self.state[ref], state)
        self.state[ref] = state

    def line_of(self, ref):
        number, line = self.last[ref]
        if not number:
            return "", ""
        return content_hash({"v": self.batches[number][line - 1][2]}), self.verdicts.get((number, line), "")

    def make(self, retry):
        due = [
            ref
            for ref in self.content
            if self.state[ref] not in (X.EXPORTED, X.ACCEPTED)
            and is_due(self.state[ref], content_hash({"v": self.content[ref]}), *self.line_of(ref), retry=retry)
        ]
        if due:
            number = f"B{len(self.batches)}"
            self.batches[number] = [(n, ref, self.content[ref]) for n, ref in enumerate(due, start=1)]
            for n, ref in enumerate(due, start=1):
                self.last[ref] = (number, n)
                self.move(ref, X.EXPORTED)

    def open(self):
        return [
            (number, lines)
            for number, lines in self.batches.items()
            if any((number, line) not in self.verdicts for line, _ref, _text in lines)
        ]

    def read(self, answers):
        number = answers[0].batch_no
        assert receipt_problem(answers, number, {line for line, _r, _t in self.batches[number]}) == ""
        for one in answers:
            key = (number, one.line)
            self.verdicts[key] = settled(self.verdicts.get(key, ""), one.verdict)
            ref, text = self.batches[number][one.line - 1][1:]
            if self.last[ref] == key:
                sent, now = content_hash({"v": text}), content_hash({"v": self.content[ref]})
                self.move(ref, state_after(self.verdicts[key], sent, now))


def random_deed(dice, ours, other, there, back):
    deed = dice.randrange(6)
    if deed == 0:
        ours.edit(dice.choice(list(ours.content)), str(dice.randrange(3)))
    elif deed == 1:
        ours.make(retry=dice.random() < 0.5)
    elif deed == 2:
        for sent in ours.open():
            there.put(sent)
    elif deed in (3, 4) and (sent := there.out()):
        back.put(other.take(sent))
    elif deed == 5 and (receipt := back.out()):
        ours.read(receipt)


def one_history(seed):
    dice = random.Random(seed)
    ours, other = Ours(dice.randint(1, 5)), OtherSide(dice)
    there, back = Way(dice), Way(dice)
    for _ in range(dice.randint(5, 30)):
        random_deed(dice, ours, other, there, back)
    calm(there, back, other)
    for _ in range(6):
        ours.make(retry=True)
        for sent in ours.open():
            there.put(sent)
        while sent := there.out():
            back.put(other.take(sent))
        while receipt := back.out():
            ours.read(receipt)
    return ours, other


def test_after_any_history_both_sides_agree():
    for seed in range(1000):
        ours, other = one_history(seed)
        assert other.holds == ours.content, seed
        assert set(ours.state.values()) == {X.ACCEPTED}, seed


A, R = "ACCEPTED", "REJECTED"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([], "没有一行"),
        ([Answer("B2", 1, A)], "批次 B2 的，不是批次 B1"),
        ([Answer("B1", 9, A)], "行号 9 不在"),
        ([Answer("B1", n, A) for n in range(10, 17)], "等 7 个"),
        ([Answer("B1", 1, A), Answer("B1", 1, R, reason="示例")], "既有已收，又有退回"),
        ([Answer("B1", 2, R, reason=" ")], "第 2 行退回，但没有写原因"),
        ([Answer("B1", 1, A), Answer("B1", 1, A), Answer("B1", 2, R, reason="示例")], ""),
    ],
)
def test_receipts(answers, words):
    found = receipt_problem(answers, "B1", {1, 2})
    assert words in found if words else found == ""


@pytest.mark.parametrize(
    ("state", "now", "last", "verdict", "retry", "due"),
    [
        ("NOT", "a", "", "", False, True),
        ("SENT", "b", "a", "", True, False),
        ("CHANGED", "b", "a", "", True, False),
        ("REJECTED", "a", "a", R, False, False),
        ("REJECTED", "a", "a", R, True, True),
        ("REJECTED", "b", "a", R, False, True),
        ("CHANGED", "b", "a", A, False, True),
        ("CHANGED", "a", "a", A, False, True),
        ("ACCEPTED", "a", "a", A, True, False),
        ("ACCEPTED", "a", "", "", False, False),
    ],
)
def test_what_is_due(state, now, last, verdict, retry, due):
    assert is_due(state, now, last, verdict, retry=retry) is due


def test_verdicts_do_not_depend_on_the_order():
    assert [settled("", R), settled(R, A), settled(A, R), settled(A, "")] == [R, A, A, A]


def test_states_after_a_verdict():
    assert state_after("", "a", "a") == X.EXPORTED
    assert state_after(A, "a", "a") == X.ACCEPTED
    assert state_after(A, "a", "b") == X.CHANGED_AFTER_EXPORT
    assert state_after(R, "a", "a") == X.REJECTED


def test_fingerprints():
    assert content_hash({"a": "1", "b": "2"}) == content_hash({"b": "2", "a": "1"}) != content_hash({"a": "1"})
    assert file_hash("HOURS", [("1", "x", 0), ("2", "y", 0)]) == file_hash("HOURS", [("2", "y", 0), ("1", "x", 0)])
    assert file_hash("HOURS", [("1", "x", 0)]) != file_hash("HOURS", [("1", "x", 1)])


@pytest.mark.parametrize("kind", list(COLUMNS))
def test_what_is_missing(kind):
    full = {name: "x" for name, _title in COLUMNS[kind]}
    assert missing(kind, full) == []
    assert len(missing(kind, {})) == len(NEEDED[kind])
