"""Stocktake on a phone of 390 px: scan a label, type a number, tap what stands there, settle, second signature of the 两委."""

import pytest

from tests.harness.live import PHONE
from tests.journeys.labels import label_of
from tests.journeys.walker import Walker


@pytest.fixture
def phone(browser, live_site):
    """phone("keeper"): that person with a phone in hand."""
    walkers = []

    def enter(login: str) -> Walker:
        walkers.append(Walker(browser, live_site, login, viewport=PHONE))
        return walkers[-1]

    yield enter
    for walker in walkers:
        walker.leave()


def test_a_station_is_counted(phone):
    keeper = phone("keeper")
    keeper.go("/funds/assets/")
    keeper.press("盘点")
    keeper.press("继续盘点")
    keeper.see("未盘到")
    fits(keeper)
    keeper.fill({"number": "99"})
    keeper.press("计数")
    keeper.see("没有这个编号的资产")
    keeper.fill({"number": "2"})
    keeper.press("计数")
    keeper.see("0002 志愿者马甲")
    scan(keeper, "0003")
    keeper.press("计入盘点")
    keeper.see("0003 折叠桌")
    keeper.press("结算盘点")
    keeper.fill({"reason": "盘点核对"})
    fits(keeper)
    keeper.press("结算并签字")
    keeper.see("待第二人签字")
    address = keeper.page.url.replace(keeper.site.address, "")
    committee = phone("committee")
    committee.go(address)
    committee.press("第二人签字")
    committee.press("签字")
    committee.see("已签字，盘点完成")
    keeper.page.reload()
    keeper.see("已完成")


def scan(keeper: Walker, number: str) -> None:
    """What the camera opens is an ordinary link."""
    keeper.go(label_of(keeper.site, number))


def fits(walker: Walker) -> None:
    """Nothing is wider than the phone."""
    wide = walker.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    assert not wide
