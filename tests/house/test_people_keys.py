"""Every foreign key to a person is decided: what becomes of it when two rows are one, and when somebody is forgotten."""

from liangzhan.people.erasing import ERASURES
from liangzhan.people.merging import DECISIONS, keys_to_person
from liangzhan.people.rights import OFFERS, REASONS


def test_every_key_has_a_merging_decision():
    assert set(keys_to_person()) - set(DECISIONS) == set()


def test_every_key_has_an_erasure():
    assert set(keys_to_person()) - set(ERASURES) == set()


def test_no_entry_is_stale():
    assert (set(DECISIONS) | set(ERASURES)) - set(keys_to_person()) == set()


def test_every_entry_says_in_words_what_happens():
    assert {label for label, one in {**DECISIONS, **ERASURES}.items() if not one.words} == set()


def test_every_room_that_knows_persons_gives_its_part_of_a_copy():
    """PIPL §45: a room either offers what it holds about a person, or says why it has nothing of its own."""
    rooms = {label.partition(".")[0] for label in keys_to_person()}
    assert rooms - set(OFFERS) - set(REASONS) == set()
    assert (set(OFFERS) | set(REASONS)) - rooms == set()
    assert all(reason for reason in REASONS.values())
