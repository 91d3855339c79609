"""Every foreign key to a person is decided: what becomes of it when two rows are one, and when somebody is forgotten."""

from liangzhan.people.erasing import ERASURES
from liangzhan.people.merging import DECISIONS, keys_to_person


def test_every_key_has_a_merging_decision():
    assert set(keys_to_person()) - set(DECISIONS) == set()


def test_every_key_has_an_erasure():
    assert set(keys_to_person()) - set(ERASURES) == set()


def test_no_entry_is_stale():
    assert (set(DECISIONS) | set(ERASURES)) - set(keys_to_person()) == set()


def test_every_entry_says_in_words_what_happens():
    assert {label for label, one in {**DECISIONS, **ERASURES}.items() if not one.words} == set()
