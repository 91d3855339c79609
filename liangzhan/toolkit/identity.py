"""Numbers people and organisations carry: is it well formed, what does it say, how is it shown without giving it away.

Each `…_problem` returns a Chinese sentence, or "" when nothing is wrong. A right form never proves an identity; the area
codes inside are not compared with today's register (codes of abolished counties stay valid in old numbers).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from stdnum.cn import ric, uscc

from liangzhan.toolkit.periods import today as current_day

RESIDENT_ID = re.compile(r"[1-9][0-9]{16}[0-9X]")
FOREIGN_RESIDENT = "9"
USCC_FORM = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}(?:-[0-9]{1,6})?")
SERVICE_LINE = re.compile(r"(?:400|800)-?[0-9]{3}-?[0-9]{4}")
SHORT_LINE = re.compile(r"1[0-9]{2,4}")
COMPOUND_SURNAMES = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛司徒东方皇甫尉迟公孙慕容令狐宇文长孙夏侯"
        "轩辕端木独孤南宫西门闻人申屠太史澹台公冶宗政濮阳淳于单于",
    )
)


def normal(text: str) -> str:
    """As the number is kept: full-width characters narrowed, spaces (also inside) gone, letters upper case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def resident_id_problem(text: str, *, today: dt.date | None = None) -> str:
    """18-digit number of a resident's identity card (GB 11643; also 81/82/83 residence permits and 9… permanent residence)."""
    number = normal(text)
    if len(number) == 15 and number.isdigit():
        return "15 位的旧身份证号码已停止使用，请填写 18 位号码。"
    if len(number) != 18:
        return f"身份证号码应为 18 位，现在是 {len(number)} 位。"
    if not RESIDENT_ID.fullmatch(number):
        return "身份证号码只能由数字组成，最后一位可以是 X。"
    born = _birth(number)
    if born is None or not dt.date(1850, 1, 1) <= born <= (today or current_day()):
        return "身份证号码中的出生日期不对，请核对第 7 至 14 位。"
    if ric.calc_check_digit(number) != number[17]:
        return "身份证号码的校验位不对，请逐位核对。"
    return ""


def uscc_problem(text: str) -> str:
    """Unified social credit code (GB 32100) with the organisation code (GB 11714) inside it."""
    code = normal(text)
    if len(code) != 18:
        return f"统一社会信用代码应为 18 位，现在是 {len(code)} 位。"
    if not USCC_FORM.fullmatch(code):
        return "统一社会信用代码由数字和大写字母组成（不含 I、O、S、V、Z），第 3 至 8 位为数字。"
    if uscc.calc_check_digit(code) != code[17]:  # not uscc.validate: it refuses N1… of rural collectives
        return "统一社会信用代码的校验位不对，请逐位核对。"
    if _organisation_check(code[8:16]) != code[16]:
        return "统一社会信用代码中的组织机构代码（第 9 至 17 位）不对，请逐位核对。"
    return ""


def mobile_problem(text: str) -> str:
    """A mobile number of mainland China: 11 digits."""
    if MOBILE.fullmatch(normal(text)):
        return ""
    return "手机号码应为 11 位数字，以 13 至 19 开头。"


def phone_problem(text: str) -> str:
    """Any number one can ring: mobile, landline with area code, 400/800, or a short service number such as 12345."""
    number = normal(text)
    if any(form.fullmatch(number) for form in (MOBILE, LANDLINE, SERVICE_LINE, SHORT_LINE)):
        return ""
    return "电话号码应为 11 位手机号码，或带区号的固定电话，例如 024-12345678。"


def sex_of(resident_id: str) -> str:
    """男 or 女 from the 17th digit of a number of the right form, else the empty string."""
    number = normal(resident_id)
    if not RESIDENT_ID.fullmatch(number):
        return ""
    return "男" if int(number[16]) % 2 else "女"


def birth_of(resident_id: str) -> dt.date | None:
    """Birth date inside a number of the right form, else None."""
    number = normal(resident_id)
    return _birth(number) if RESIDENT_ID.fullmatch(number) else None


def mask_name(name: str) -> str:
    """王小明 → 王**, 欧阳锋 → 欧阳*, 阿卜杜拉·买买提 → 阿**; one character stays hidden whole."""
    name = name.strip()
    if len(name) < 2:
        return "*" * len(name)
    if "·" in name:
        return f"{name[0]}**"
    kept = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:kept] + "*" * min(len(name) - kept, 3)


def mask_mobile(mobile: str) -> str:
    """13912345678 → 139****5678; other numbers keep their last two digits."""
    number = normal(mobile)
    if MOBILE.fullmatch(number):
        return f"{number[:3]}****{number[-4:]}"
    return "*" * max(len(number) - 2, 0) + number[-2:] if len(number) > 4 else "*" * len(number)


def mask_resident_id(number: str) -> str:
    """219999195001010018 → 219*************18: province and last two digits stay, birth date and sex do not."""
    number = normal(number)
    if len(number) < 8:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 5) + number[-2:]


def _birth(number: str) -> dt.date | None:
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _organisation_check(body: str) -> str:
    rest = 11 - sum(int(sign, 36) * weight for sign, weight in zip(body, ORGANISATION_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))
