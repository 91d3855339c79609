"""A supervisor's week on a phone: from the agenda to a case without a name, opinions, the record of the session."""

import datetime as dt

from tests.harness.live import PHONE
from tests.journeys.test_main_job import enter  # noqa: F401 -- the fixture
from tests.journeys.test_staff_month import now, tick
from tests.journeys.walker import Walker

NAMES = ("沈玉兰", "卢春英", "韩小乐")


def test_a_supervisors_week(enter):  # noqa: F811
    phone = enter("supervisor", viewport=PHONE)
    open_what_was_flagged(phone)
    give_an_opinion_on_plan_and_closing(phone)
    record_the_session(phone)


def nameless(phone: Walker) -> None:
    """Whatever stands in the papers, no client is named."""
    words = phone.page.locator("body").inner_text()
    assert [name for name in NAMES if name in words] == []


def open_what_was_flagged(phone: Walker) -> None:
    """An item of the agenda leads to the case behind it."""
    phone.go("/staff/supervision/desk/")
    phone.page.get_by_role("link", name="结案后回访情况变差").first.click()
    phone.see("本页不显示服务对象的姓名")
    phone.see("照护")
    nameless(phone)


def give_an_opinion_on_plan_and_closing(phone: Walker) -> None:
    """The list says what waits; both opinions stand on the case afterwards."""
    phone.go("/casework/advising/")
    nameless(phone)
    phone.page.get_by_role("link", name="玉兰花").click()
    phone.see("结案等待意见")
    for about, words in (("PLAN", "目标可以量得出来，很好。"), ("CLOSING", "同意结案，请安排节前回访。")):
        phone.press("出具意见")
        phone.fill({"about": about, "agrees": "yes", "text": words})
        phone.page.locator("form .btn-primary").last.click()
        phone.see(words)
    nameless(phone)
    phone.go("/casework/advising/")
    assert phone.page.get_by_role("link", name="玉兰花").count() == 0


def record_the_session(phone: Walker) -> None:
    """Yesterday's session with the worker takes the item up."""
    phone.go("/staff/supervision/plan/")
    tick(phone, "workers", "陈社工")
    yesterday = now() - dt.timedelta(days=1)
    phone.fill({"held_on": f"{yesterday:%Y-%m-%d}", "starts": "15:00", "minutes": 50})
    phone.page.locator("form .btn-primary").last.click()
    phone.see("督导记录")
    tick(phone, "attended", "陈社工")
    tick(phone, "agenda", "结案后回访情况变差")
    phone.page.locator("label:has([name='topics'])").first.click()
    phone.fill({"issues": "重开后先再次预估。", "advice": "与街道商量喘息服务。"})
    phone.page.locator("form .btn-primary").last.click()
    phone.see("结案后回访情况变差")
