"""A case on a phone of 390 px: found or registered, agreed to, assessed, planned; then a contact in few taps."""

import time

from tests.harness.live import PHONE
from tests.journeys.walker import Walker, photo

MOST_SECONDS = 120


def test_from_the_door_to_the_first_contact(live_site, browser, tmp_path):
    walker, paper = Walker(browser, live_site, "worker", viewport=PHONE), photo(tmp_path, "AGREED")
    accept(walker)
    agree_and_assess(walker, paper)
    plan(walker, paper)
    opened = time.monotonic()
    walker.press("记过程", nth=0)
    walker.fill({"purpose": "看恢复情况", "content": "能扶着走几步，约好下周陪同复查。"})  # all that must be typed
    walker.press("保存记录")
    walker.see("第 1 次过程记录已保存")
    assert time.monotonic() - opened < MOST_SECONDS
    assert walker.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    walker.go("/staff/attendance/mine/")
    walker.see("外勤")
    walker.leave()


def accept(walker):
    """Search first, then C-01 with the decision."""
    walker.go("/casework/cases/")
    walker.press("接案")
    walker.fill({"q": "五楼赵大爷"})
    walker.press("查找")
    walker.see("本站没有找到")
    walker.press("登记新的服务对象并接案")
    walker.fill({"alias": "五楼赵大爷", "name": "", "problem": "腿伤后下不了楼，独自在家。"})
    walker.press("保存接案登记")
    walker.see("已接案，案号")


def agree_and_assess(walker, paper):
    """C-02 by a thumb print, C-03."""
    walker.press("签服务同意书")
    walker.see("保密的例外")
    walker.fill({"limits_explained": True, "way": "THUMB"})
    walker.fill({"paper": paper, "witness": "示例见证人"})
    walker.press("登记同意")
    walker.see("接着请做预估")
    walker.press("做预估", nth=0)
    walker.fill({"physical": "右腿骨折恢复中", "conclusion": "需要助餐和陪同复查。"})
    walker.press("保存预估")


def plan(walker, paper):
    """C-04 as a draft, then the client agrees."""
    walker.press("商定计划", nth=0)
    walker.fill({"goal": "能独自下楼", "steps": "先助餐，再陪同复查，再练习下楼。", "aim1_text": "每天有一顿热饭"})
    walker.fill({"aim1_measure": "助餐记录", "aim1_due_on": "2099-01-31"})
    walker.press("保存计划")
    walker.see("草稿，等服务对象同意")
    walker.press("登记服务对象同意")
    walker.fill({"paper": paper})
    walker.press("登记同意")
    walker.see("服务对象已同意")
