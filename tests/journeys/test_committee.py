"""两委 lead and supervise (2.1.4): the yearly plan confirmed on the page, an opinion written, another one on paper (step 7)."""

import datetime as dt

from tests.journeys.test_main_job import enter  # noqa: F401 -- the fixture
from tests.journeys.walker import Walker, photo

YEAR = dt.date.today().year


def test_the_committee_confirms_and_writes(enter, tmp_path):  # noqa: F811
    head, committee = enter("head"), enter("committee")
    write_the_yearly_plan(head)
    confirm_it(committee)
    head.page.reload()
    head.see("两委确认")
    committee.go("/stations/")
    first_station(committee)
    section(committee, "两委意见")
    committee.press("填写监督意见")
    committee.fill({"text": "开放时间执行较好，请加强独居老年人探访。"})
    committee.press("签署意见")
    committee.see("意见已签署")
    enter_a_paper_opinion(head, tmp_path)


def first_station(walker: Walker) -> None:
    walker.page.locator("main table a", has_text="社会工作站").last.click()


def section(walker: Walker, name: str) -> None:
    """A section of the construction file, from the station's page."""
    walker.page.locator("tr", has=walker.page.get_by_text(name, exact=True)).locator("a").last.click()


def write_the_yearly_plan(head: Walker) -> None:
    head.go("/stations/")
    first_station(head)
    section(head, "年度计划和报告")
    head.press("填写计划或报告")
    head.fill({"year": YEAR, "kind": "PLAN", "text": "一、每月探访独居老年人。二、每季度组织一次居民议事。"})
    head.press("保存")
    head.see("已保存")
    head.press("提交两委确认")
    head.see("等待两委确认")


def confirm_it(committee: Walker) -> None:
    committee.page.reload()
    committee.see("年度计划")
    committee.go("/stations/")
    first_station(committee)
    section(committee, "年度计划和报告")
    committee.press("查看并确认")
    committee.press("确认")
    committee.see("已确认")


def enter_a_paper_opinion(head: Walker, place) -> None:
    """Whoever never signs in does it on paper, scanned by the station."""
    head.go("/stations/")
    first_station(head)
    section(head, "两委意见")
    head.see("请加强独居老年人探访")
    head.press("录入纸质监督意见")
    head.fill({"text": "同意按计划开展服务。", "signer": "周某"})
    head.fill({"paper": photo(place, "PAPER")})
    head.press("录入纸质意见")
    head.see("纸质意见已录入")
