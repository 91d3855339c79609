"""The people of a station: a worker comes and goes by phone, the head gets through a month (issue 3)."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest

from tests.harness.live import PHONE
from tests.journeys.test_check_in import link_in
from tests.journeys.test_main_job import enter  # noqa: F401 -- the fixture
from tests.journeys.walker import Walker

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> dt.datetime:
    return dt.datetime.now(SHANGHAI)


def a_span_around_now() -> tuple[str, str]:
    """From a little before to a little after, within the day."""
    day = now().replace(second=0, microsecond=0)
    start = max(day - dt.timedelta(minutes=20), day.replace(hour=0, minute=0))
    end = min(day + dt.timedelta(hours=2), day.replace(hour=23, minute=59))
    return f"{start:%H:%M}", f"{end:%H:%M}"


@pytest.fixture
def phone(enter):  # noqa: F811
    return enter("worker", viewport=PHONE)


def test_a_worker_comes_and_goes(enter, phone):  # noqa: F811
    head = enter("head")
    check_in_and_out(head, phone)


def check_in_and_out(head: Walker, phone: Walker) -> None:
    """The head sets today's shift; the worker opens the day, scans the rotating code, comes and goes."""
    open_station(head, "考勤")
    head.press("今日考勤")
    head.press("班次")
    head.press("安排单日班次")
    start, end = a_span_around_now()
    choose(head, "post", "陈社工")
    head.fill({"on": f"{now():%Y-%m-%d}", "starts": start, "ends": end, "reason": "社区活动"})
    head.press("保存")
    head.see("社区活动")
    phone.go("/staff/attendance/mine/")
    opener = phone.page.get_by_role("button", name=re.compile("开启今天的签到"))
    if opener.count():
        opener.first.click()
        phone.page.wait_for_load_state()
    scan(phone)
    phone.press("签到")
    phone.see("已签到")
    scan(phone)
    phone.press("签退")
    phone.see("已签退")
    phone.go("/staff/attendance/mine/")
    phone.see("到 ")


def scan(phone: Walker) -> None:
    """What the phone's camera would open: the ordinary link inside the code that is shown now; one scan is one deed."""
    phone.go("/staff/attendance/mine/")
    phone.page.get_by_role("link", name=re.compile("签到、签退")).first.click()
    phone.page.wait_for_load_state()
    phone.go(link_in(phone, phone.site))


def test_a_heads_month(enter):  # noqa: F811
    head = enter("head")
    take_on_a_colleague(head)
    clear_for_minors(head)
    confirm_last_month(head)
    see_who_has_promised(head)


def take_on_a_colleague(head: Walker) -> None:
    """Work with minors is blocked, not warned of, until the query is there; the rest of the form is not lost."""
    head.go("/staff/roll/")
    head.press("登记人员（社会工作站）")
    head.fill({"name": "钱同工", "role": "ASSISTANT", "employment": "PART_TIME", "serves_minors": True})
    head.page.locator("main form .btn-primary").last.click()
    head.see("还没有保存")
    head.see("查询")
    head.fill({"serves_minors": False})
    head.page.locator("main form .btn-primary").last.click()
    head.see("钱同工")


def clear_for_minors(head: Walker) -> None:
    head.go("/credentials/clearances/")
    head.page.locator("main tr", has_text="钱同工").locator("a").first.click()
    head.page.wait_for_load_state()
    head.fill({"channel": "NATIONAL_SYSTEM", "result": "CLEAR"})
    head.page.locator("main form .btn-primary").last.click()
    head.see("查询结果已登记")


def confirm_last_month(head: Walker) -> None:
    last = now().date().replace(day=1) - dt.timedelta(days=1)
    open_station(head, "考勤")
    address = re.sub(r"\?.*", "", head.page.url.replace(head.site.address, ""))
    head.go(f"{address}?month={last:%Y-%m}")
    head.page.get_by_role("link", name=re.compile("确认考勤|重新确认")).first.click()
    head.page.wait_for_load_state()
    if head.page.locator("[name=note]").count():
        head.fill({"note": "补登后重新确认"})
    head.page.locator("main form .btn-primary").last.click()
    head.see("确认，第")


def see_who_has_promised(head: Walker) -> None:
    head.go("/staff/ethics/")
    head.page.locator("main a", has_text="社会工作站").first.click()
    head.see("钱同工")
    head.see("没有签署")


def open_station(head: Walker, entry: str) -> None:
    """An entry of the menu, then the social work station."""
    head.go("/")
    head.page.locator("nav.side").get_by_role("link", name=entry, exact=True).click()
    head.page.locator("main a", has_text="社会工作站").first.click()
    head.page.wait_for_load_state()


def choose(walker: Walker, name: str, words: str) -> None:
    """The option of a select that holds the words."""
    option = walker.page.locator(f"[name='{name}'] option", has_text=words).first
    walker.page.locator(f"[name='{name}']").select_option(option.get_attribute("value"))
