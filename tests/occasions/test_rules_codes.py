"""The rotating code: what is taken, and each refusal with its own sentence."""

import datetime as dt

import pytest

from liangzhan.occasions.choices import CheckInWay
from liangzhan.occasions.rules.codes import Lock, code_at, code_problem, read_code, step_of

NOW = dt.datetime(2026, 3, 5, 9, 0, 30, tzinfo=dt.UTC)
LOCK = Lock(secret="示例密钥一", occasion="11", step_seconds=60, tolerance=1)
OTHER = Lock(secret="示例密钥二", occasion="12", step_seconds=60, tolerance=1)


def shown(lock=LOCK, *, minutes=0, way=CheckInWay.CODE):
    return code_at(lock, step_of(lock, NOW + dt.timedelta(minutes=minutes)), way)


@pytest.mark.parametrize("minutes", [-1, 0, 1])
@pytest.mark.parametrize("way", [CheckInWay.CODE, CheckInWay.SCREEN])
def test_the_present_code_and_its_neighbours_count(minutes, way):
    code = shown(minutes=minutes, way=way)
    assert code_problem(code, LOCK, now=NOW) == ""
    assert read_code(code).way == way


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-2, "已过期（每 60 秒更换一次）"),
        (-14, "已过期"),
        (-15, "约 15 分钟前的二维码。照片、截图"),
        (-60, "约 1 小时前的二维码。照片、截图"),
        (-120, "约 2 小时前的二维码"),
        (2, "比现在晚约 2 分钟，显示二维码的设备时间不对"),
        (120, "比现在晚约 2 小时，显示二维码的设备时间不对"),
    ],
)
def test_a_code_of_another_time_is_refused_in_words(minutes, words):
    assert words in code_problem(shown(minutes=minutes), LOCK, now=NOW)


def test_every_refusal_says_what_to_do():
    texts = ["", "abc", shown(OTHER), shown(minutes=-2), shown(minutes=-60), shown(minutes=120), moved_step()]
    sentences = [code_problem(text, LOCK, now=NOW) for text in texts]
    assert all("再扫" in one or "重新扫" in one or "扫现在" in one for one in sentences)
    assert len(set(sentences)) == 6  # an empty and a broken code are the same thing


def moved_step():
    """The code of an hour ago with the step of now written before it."""
    now, old = shown(), shown(minutes=-60)
    return "-".join([*now.split("-")[:2], old.split("-")[2]])


def test_a_foreign_code_is_refused():
    assert code_problem(shown(OTHER), LOCK, now=NOW).startswith("这不是本项日程的签到码")


def test_the_secret_alone_does_not_make_the_code():
    same_secret = Lock(LOCK.secret, "12", 60, 1)
    assert code_problem(shown(same_secret), LOCK, now=NOW).startswith("这不是本项日程的签到码")


def test_a_code_with_another_step_is_refused():
    assert code_problem(moved_step(), LOCK, now=NOW).startswith("签到码与它的时间对不上")


def test_the_way_cannot_be_changed():
    code = shown().replace("-c-", "-s-")
    assert code_problem(code, LOCK, now=NOW).startswith("签到码与它的时间对不上")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1-c-AAAAAAAAAA",
        "29545260-x-AAAAAAAAAA",
        "29545260-c-AAAAAAAAA",
        "29545260-c-aaaaaaaaaa",
        "９９９９９９９-c-AAAAAAAAAA",
    ],
)
def test_what_is_no_code(text):
    assert code_problem(text, LOCK, now=NOW).startswith("链接里没有完整的签到码")


def test_steps_last_at_most_a_minute_whatever_the_setting():
    slow = Lock("示例", "11", 3600, 1)
    assert slow.seconds == 60
    assert Lock("示例", "11", 0, 1).seconds == 10
    assert Lock("示例", "11", 30, 1).seconds == 30
    assert step_of(slow, NOW) == int(NOW.timestamp()) // 60


def test_without_tolerance_only_the_present_step_counts():
    strict = Lock(LOCK.secret, LOCK.occasion, 60, 0)
    assert code_problem(shown(strict), strict, now=NOW) == ""
    assert code_problem(shown(strict, minutes=-1), strict, now=NOW) != ""
    assert code_problem(shown(strict, minutes=1), strict, now=NOW) != ""
