"""Community workers first, then the order of signing up (《通知》四（二）)."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from liangzhan.credentials.rules.seats import Applicant, seat_order, seat_words

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def one(key, community_worker=False, minute=0):
    return Applicant(key, community_worker, NOON + dt.timedelta(minutes=minute))


def keys(applicants):
    return [each.key for each in applicants]


def test_community_workers_come_first_though_they_came_later():
    seated, waiting = seat_order([one(1), one(2, minute=1), one(3, True, minute=9)], 2)
    assert (keys(seated), keys(waiting)) == ([3, 1], [2])


def test_within_a_group_the_earlier_comes_first_and_then_the_earlier_row():
    seated, waiting = seat_order([one(5, minute=2), one(4, minute=1), one(7, minute=1)], 2)
    assert (keys(seated), keys(waiting)) == ([4, 7], [5])


def test_without_a_number_of_seats_everybody_is_seated():
    assert seat_order([one(2), one(1)], None) == ([one(1), one(2)], [])


def test_the_words_say_why():
    words = seat_words([one(1), one(2, True, 5), one(3, minute=1), one(4, True, 6), one(5, True, 7)], 2)
    assert words == {
        2: "社区工作者优先，第 1 位",
        4: "社区工作者优先，第 2 位",
        5: "社区工作者超过名额，候补第 1 位",
        1: "社区工作者优先后名额已满，候补第 2 位",
        3: "社区工作者优先后名额已满，候补第 3 位",
    }
    assert seat_words([one(1)], 1) == {1: "按报名先后，第 1 位"}
    assert seat_words([one(1, True)], None) == {1: "名额不限，全部录取"}


APPLICANTS = st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=12).map(
    lambda rows: [one(n, worker, minute) for n, (worker, minute) in enumerate(rows)]
)


@given(APPLICANTS, st.one_of(st.none(), st.integers(1, 12)), st.randoms())
def test_the_order_of_arrival_in_the_program_changes_nothing(applicants, seats, random):
    mixed = list(applicants)
    random.shuffle(mixed)
    seated, waiting = seat_order(mixed, seats)
    assert (seated, waiting) == seat_order(applicants, seats)
    assert seats is None or len(seated) <= seats
    assert sorted(keys(seated + waiting)) == sorted(keys(applicants))
    passed_over = [each for each in waiting if each.community_worker]
    assert not passed_over or all(each.community_worker for each in seated)


@given(APPLICANTS, st.integers(1, 12), st.integers(0, 11))
def test_a_withdrawal_takes_no_seat_from_anybody_else(applicants, seats, gone):
    before, _ = seat_order(applicants, seats)
    after, _ = seat_order([each for each in applicants if each.key != gone], seats)
    assert {each for each in before if each.key != gone} <= set(after)
