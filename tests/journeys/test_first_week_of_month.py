"""The first week of a month: a station on a phone hands in, a city looks who is missing, the province sees the whole."""

from tests.harness.live import PHONE
from tests.journeys.test_main_job import enter  # noqa: F401 -- the fixture


def test_the_first_week_of_a_month(enter):  # noqa: F811
    station_hands_in(enter("head", viewport=PHONE))
    city_looks_at_its_counties(enter("city"))
    province_looks_at_its_cities(enter("province"))


def station_hands_in(phone) -> None:
    """The month is filled in already: look, send, done."""
    phone.go("/figures/returns/?form=MONTH&state=DRAFT")
    phone.page.locator("table tbody a").first.click()
    phone.see("服务人次")
    phone.press("报送上级")
    phone.see("数字已冻结")
    phone.see("报送时冻结")


def city_looks_at_its_counties(desk) -> None:
    """Who has sent the half year, one click to each."""
    desk.go("/figures/returns/counts/?form=HALF&level=COUNTY")
    desk.see("应报")
    desk.see("和平区")
    desk.page.get_by_role("link", name="和平区").first.click()
    desk.see("审核通过")


def province_looks_at_its_cities(desk) -> None:
    """A city's return waits; a figure is opened; it is accepted."""
    desk.go("/figures/returns/?form=HALF&level=CITY&state=SUBMITTED")
    desk.page.locator("table tbody a").first.click()
    desk.see("报送时冻结")
    desk.press("审核通过")
    desk.see("已审核通过")
