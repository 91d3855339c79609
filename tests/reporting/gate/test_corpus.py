"""The matcher against fifteen forms: precision at least 0.95, recall at least 0.8 (issue 7)."""

from collections import Counter

from liangzhan.reporting.choices import Verdict
from liangzhan.reporting.rules.gate_match import match_columns, meanings
from liangzhan.reporting.rules.gate_words import WORDS
from tests.reporting.gate.corpus import forms

PRECISION, RECALL = 0.95, 0.8


def judged():
    """(form, heading, right kind, right key, match) for every column."""
    for form in forms():
        matches = match_columns([path for path, _, _ in form.columns])
        for (path, kind, key), match in zip(form.columns, matches, strict=True):
            yield form.name, " > ".join(path), kind.upper(), key, match


def measured(held):
    """(precision, recall) of what is answered at once: the same verdict and the same number."""
    right = sum(
        match.verdict == Verdict.KNOWN and kind == "KNOWN" and match.key == key for _, _, kind, key, match in held
    )
    said = sum(match.verdict == Verdict.KNOWN for *_, match in held)
    there = sum(kind == "KNOWN" for _, _, kind, _, _ in held)
    return right / said, right / there


def test_precision_and_recall_of_what_is_answered_at_once():
    precision, recall = measured(list(judged()))
    wrong = [one for one in judged() if (one[2] == "KNOWN") != (one[4].verdict == Verdict.KNOWN)]
    assert precision >= PRECISION and recall >= RECALL, (precision, recall, wrong)


def test_whatever_is_linked_to_a_number_is_linked_to_the_right_one():
    """Known and perhaps known together: an official who follows the suggestion is seldom led astray."""
    held = list(judged())
    linked = [one for one in held if one[4].key]
    right = [one for one in linked if one[3] == one[4].key]
    wrong = [one[:4] for one in linked if one not in right]
    assert len(right) / len(linked) >= PRECISION, wrong
    assert len(right) / sum(bool(one[3]) for one in held) >= RECALL


def test_every_column_that_asks_who_somebody_is_is_caught():
    missed = [one for one in judged() if one[2] == "IDENTITY" and one[4].verdict != Verdict.IDENTITY]
    wrongly = [one for one in judged() if one[2] != "IDENTITY" and one[4].verdict == Verdict.IDENTITY]
    assert (missed, wrongly) == ([], [])


def test_no_phrase_stands_for_two_numbers():
    phrases = Counter(phrase for held in WORDS.values() for phrase in held)
    assert [phrase for phrase, count in phrases.items() if count > 1] == []


def test_the_corpus_is_as_large_as_it_says():
    held = list(judged())
    assert len({one[0] for one in held}) == 15
    assert {one[2] for one in held} == {"KNOWN", "MAYBE", "NEW", "IDENTITY", "SKIP"}


def test_every_key_has_a_meaning_an_official_can_read():
    assert set(WORDS) <= set(meanings()) and meanings()["I08.opened"] == "个案数：开案"
