"""Numbers of people and organisations (domain.md Annex A)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.toolkit import identity

TODAY = dt.date(2026, 11, 23)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BIRTH = "身份证号码中的出生日期不对，请核对第 7 至 14 位。"
CHECK = "身份证号码的校验位不对，请逐位核对。"
FORM = "身份证号码只能由数字组成，最后一位可以是 X。"


def made_id(body: str) -> str:
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(a) * w for a, w in zip(body, weights, strict=True)) % 11]


def made_uscc(head: str, organisation: str) -> str:
    weights = [3, 7, 9, 10, 5, 8, 4, 2]
    rest = 11 - sum(int(c, 36) * w for c, w in zip(organisation, weights, strict=True)) % 11
    body = head + organisation + ("X" if rest == 10 else "0" if rest == 11 else str(rest))
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + ALPHABET[(31 - total % 31) % 31]


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("219999195001010018", ""),
        ("21999919700101005X", ""),
        ("21999919700101005x", ""),
        ("２１９９９９ 19700101 005X", ""),
        ("219999201006150026", ""),
        ("219999195001010017", CHECK),
        ("219999197002300016", BIRTH),
        (made_id("21999920270101001"), BIRTH),
        (made_id("21999917990101001"), BIRTH),
        ("219999500101001", "15 位的旧身份证号码已停止使用，请填写 18 位号码。"),
        ("21999919500101001", "身份证号码应为 18 位，现在是 17 位。"),
        ("", "身份证号码应为 18 位，现在是 0 位。"),
        ("2199991950010100X8", FORM),
        ("019999195001010018", FORM),
    ],
)
def test_resident_id(number, problem):
    assert identity.resident_id_problem(number, today=TODAY) == problem


def test_resident_id_knows_the_day_itself():
    assert identity.resident_id_problem("219999195001010018") == ""


@given(st.dates(dt.date(1900, 1, 1), TODAY), st.integers(0, 999), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(born, order, place, shift):
    number = made_id(f"219999{born:%Y%m%d}{order:03}")
    assert identity.resident_id_problem(number, today=TODAY) == ""
    assert identity.birth_of(number) == born
    assert identity.sex_of(number) == ("男" if order % 2 else "女")
    digits = "0123456789X" if place == 17 else "0123456789"
    wrong = digits[(digits.index(number[place]) + shift) % len(digits)]
    assert identity.resident_id_problem(number[:place] + wrong + number[place + 1 :], today=TODAY) != ""


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("52219999MJ0000018Y", ""),
        ("51219999MJ0000026W", ""),
        ("52219999mj0000018y", ""),
        (made_uscc("N1219999", "MF000001"), ""),
        ("52219999MJ0000018X", "统一社会信用代码的校验位不对，请逐位核对。"),
        ("52219999MJ000001", "统一社会信用代码应为 18 位，现在是 16 位。"),
        (
            "52219999MI0000018Y",
            "统一社会信用代码由数字和大写字母组成（不含 I、O、S、V、Z），第 3 至 8 位为数字。",
        ),
    ],
)
def test_uscc(code, problem):
    assert identity.uscc_problem(code) == problem


def test_organisation_code_inside():
    right = made_uscc("52219999", "MJ000001")
    body = right[:16] + ("0" if right[16] != "0" else "1")
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    code = body + ALPHABET[(31 - total % 31) % 31]
    assert identity.uscc_problem(code) == "统一社会信用代码中的组织机构代码（第 9 至 17 位）不对，请逐位核对。"


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8))
def test_every_made_uscc_is_right(organisation):
    assert identity.uscc_problem(made_uscc("52219999", organisation)) == ""


@pytest.mark.parametrize(
    ("number", "right"),
    [("13900000000", True), ("１３９ 0000 0000", True), ("12900000000", False), ("1390000000", False)],
)
def test_mobile(number, right):
    assert identity.mobile_problem(number) == ("" if right else "手机号码应为 11 位数字，以 13 至 19 开头。")


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("024-00000000", True),
        ("0412-0000000-12", True),
        ("13900000000", True),
        ("400-000-0000", True),
        ("12345", True),
        ("00000000", False),
        ("", False),
    ],
)
def test_phone(number, right):
    problem = "电话号码应为 11 位手机号码，或带区号的固定电话，例如 024-12345678。"
    assert identity.phone_problem(number) == ("" if right else problem)


def test_what_a_broken_number_says():
    assert identity.sex_of("2199") == ""
    assert identity.birth_of("2199") is None
    assert identity.birth_of("219999197002300016") is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", ""),
        ("甲", "*"),
        ("示例", "示*"),
        ("示例甲", "示**"),
        ("欧阳甲", "欧阳*"),
        ("欧阳", "欧*"),
        ("阿甲·乙丙", "阿**"),
    ],
)
def test_mask_name(name, shown):
    assert identity.mask_name(name) == shown


def test_mask_numbers():
    assert identity.mask_mobile("13900001234") == "139****1234"
    assert identity.mask_mobile("02400001234") == "*********34"
    assert identity.mask_mobile("1234") == "****"
    assert identity.mask_resident_id("219999195001010018") == "219*************18"
    assert identity.mask_resident_id("2199") == "****"
