"""The head of a station gets through a month: a colleague, a clearance, last month's sheet, commitments (issue 3)."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from tests.journeys.test_main_job import enter  # noqa: F401 -- the fixture
from tests.journeys.walker import Walker

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> dt.datetime:
    return dt.datetime.now(SHANGHAI)


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
