"""A worker's day on a phone of 390 px: whom to visit, at the door, away again, written down; the time is in the attendance.

Every tap and every field is counted: a record is made in a stairwell with one hand.
"""

import time

from playwright.sync_api import expect

from liangzhan.toolkit.periods import today
from tests.harness.live import PHONE
from tests.journeys.walker import Walker

MOST_TAPS, MOST_TYPED, MOST_FIELDS, MOST_SECONDS = 4, 1, 6, 120
SEEN = "在家，精神好，药按时吃。"


class Thumb:
    """Taps and typing of one hand, counted."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.taps, self.typed = walker, 0, 0

    def tap(self, name: str) -> None:
        self.taps += 1
        self.walker.press(name)

    def chip(self, field: str, words: str) -> None:
        self.taps += 1
        self.walker.page.locator(f"#field-{field}").get_by_label(words, exact=True).check()

    def write(self, name: str, words: str) -> None:
        self.taps, self.typed = self.taps + 1, self.typed + 1
        self.walker.page.locator(f"[name='{name}']").fill(words)


def test_a_home_visit_in_few_taps(live_site, browser):
    walker = Walker(browser, live_site, "worker", viewport=PHONE)
    walker.go("/activities/visits/due/")
    walker.see("到期")
    first = walker.page.locator(".visit-card .visit-who a").first.inner_text()
    thumb, opened = Thumb(walker), time.monotonic()

    thumb.tap("开始探访")
    walker.see("已开始计时")
    walker.see(first)
    shown = walker.page.locator("form.form-page > .field")
    fields = [shown.nth(at).get_attribute("id") for at in range(shown.count())]
    assert len(fields) <= MOST_FIELDS, fields
    expect(walker.page.locator("#field-mode input:checked")).to_have_count(1)
    expect(walker.page.locator("#field-service_kind input:checked")).to_have_count(1)
    expect(walker.page.locator("#field-next input:checked")).to_have_count(1)
    thumb.chip("finding", "如常")
    thumb.write("condition", SEEN)
    thumb.tap("提交记录")
    walker.see("探访已记录")

    assert thumb.taps <= MOST_TAPS
    assert thumb.typed <= MOST_TYPED
    assert time.monotonic() - opened < MOST_SECONDS
    no_sideways(walker)
    assert first not in walker.page.locator(".visit-cards .visit-who").all_inner_texts()

    walker.go("/activities/visits/")
    walker.see(first)
    walker.go(f"/staff/attendance/mine/{today():%Y-%m-%d}/")
    walker.see("来自探访等工作记录，不另外登记")  # the card stands only where there is time outside
    walker.leave()


def test_a_first_visit_begins_with_what_the_door_says(live_site, browser):
    walker = Walker(browser, live_site, "worker", viewport=PHONE)
    walker.go("/activities/visits/due/")
    walker.press("探访其他人")
    walker.see("探访谁")
    walker.fill({"q": "三楼李奶奶"})
    walker.press("查找")
    walker.see("本站没有登记过")
    walker.fill({"alias": "三楼李奶奶", "name": ""})
    walker.press("登记并开始探访")
    walker.see("第一次探访")
    no_sideways(walker)
    walker.press("返回")
    walker.see("正在探访")
    walker.press("结束")
    walker.see("已结束计时")
    walker.page.locator("#field-finding").get_by_label("需要关注", exact=True).check()
    walker.fill({"condition": "独自居住，腿脚不便，想申请助餐。"})
    walker.press("提交记录")
    walker.see("探访已记录")
    walker.go("/activities/visits/?show=concern")
    walker.see("三楼李奶奶")
    walker.leave()


def no_sideways(walker: Walker) -> None:
    """Nothing stands out over the edge of the screen."""
    assert walker.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
