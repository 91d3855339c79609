"""Settings of practice that this room reads: dated, by area, never constants (domain.md Annex B)."""

from liangzhan.staff.choices.posts import ProfessionalBasis
from liangzhan.toolkit.parameters import declare

BASES = "staff.professional_bases"
BACK, AHEAD = "staff.post.years_back", "staff.post.days_ahead"
FIRST_YEAR = "sw.exam.first_year"
YEARS, FIRST_WITHIN, WINDOW = (
    "sw.registration.years",
    "sw.registration.first_within_years",
    "sw.registration.window_months",
)
ALERTS = "sw.registration.alert_days"
HOURS = {"ASW": "ce.hours.asw", "SW": "ce.hours.sw", "SSW": "ce.hours.ssw"}


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare_posts()


def declare_posts() -> None:
    """Posts and qualification (domain.md 4.1, 4.2)."""
    bases = [basis.value for basis in ProfessionalBasis]
    words = "、".join(f"{basis.value} {basis.label}" for basis in ProfessionalBasis)
    declare(BASES, bases, f"哪些依据算社会工作专业人才（{words}）", "U")
    declare(BACK, 40, "上岗日期最多补登记的年数", "D", "年")
    declare(AHEAD, 366, "上岗、离岗日期最多提前登记的天数", "D", "天")
    declare(FIRST_YEAR, 2008, "全国社会工作者职业水平考试开始的年份", "S", "年")
    declare(YEARS, 3, "社会工作者登记有效期", "S", "年")
    declare(FIRST_WITHIN, 1, "取得证书后多少年内首次登记", "S", "年")
    declare(WINDOW, 3, "登记期满前多少个月可以办理再登记", "S", "个月")
    declare(ALERTS, [90, 60, 30], "登记到期提前提醒的天数", "D", "天")
    declare("ce.hours.asw", 72, "助理社会工作师每个登记周期的继续教育学时", "S", "学时")
    declare("ce.hours.sw", 90, "社会工作师每个登记周期的继续教育学时", "S", "学时")
    declare("ce.hours.ssw", 90, "高级社会工作师每个登记周期的继续教育学时", "S", "学时")
