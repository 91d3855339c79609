"""The province's main job in the browser, from the task allocation table to the October report (issue 2, steps 1–7)."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from tests.harness.live import PHONE, LiveSite
from tests.journeys.walker import Walker, photo

CITIES = [
    *("沈阳市", "大连市", "鞍山市", "抚顺市", "本溪市", "丹东市", "锦州市"),
    *("营口市", "阜新市", "辽阳市", "盘锦市", "铁岭市", "朝阳市", "葫芦岛市"),
]
HEADER = ["序号", "市", "社会工作站（个）", "志愿服务站（个）", "备注"]
YEAR = dt.date.today().year + 1


def workbook(place: Path, name: str, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    target = place / name
    book.save(target)
    return target


@pytest.fixture
def enter(browser, live_site: LiveSite):
    """enter(login): a person at a browser; all leave at the end."""
    inside: list[Walker] = []

    def one(login: str, **more) -> Walker:
        inside.append(Walker(browser, live_site, login, **more))
        return inside[-1]

    yield one
    for walker in inside:
        walker.leave()


def test_main_job(enter, tmp_path):
    open_and_issue_a_plan(enter("province"), tmp_path)
    split_the_task(enter("city"))
    street, county = enter("street"), enter("county")
    nominate_and_confirm(street, county)


def open_and_issue_a_plan(province: Walker, place: Path) -> None:
    """Step 1: a wrong workbook is refused with row and column, the right one is confirmed, the plan goes down."""
    province.go("/programme/plans/new/")
    province.fill({"year": YEAR, "title": f"{YEAR}年“两站”建设计划（示例）", "target_sw": 28, "target_vs": 42})
    province.fill({"cutoff_on": f"{YEAR}-10-20", "due_on": f"{YEAR}-10-31"})
    province.press("制定计划")
    province.see("还在编制中")
    wrong = [[i, city, 2 if i > 1 else 9, 3 if i != 3 else -3, ""] for i, city in enumerate(CITIES, 1)]
    wrong[4][1] = "不存在市"
    province.press("任务分配表")
    province.press("上传工作簿")
    province.fill({"file": workbook(place, "wrong.xlsx", wrong)})
    province.press("上传并预览")
    for words in ("处问题", "第 4 行", "不存在市"):
        province.see(words)
    province.press("上传工作簿")
    right = [[i, city, 2, 3, ""] for i, city in enumerate(CITIES, 1)]
    province.fill({"file": workbook(place, "right.xlsx", right)})
    province.press("上传并预览")
    province.see("工作簿没有问题")
    province.press("确认任务分配表")
    province.see("任务分配表已确认")
    province.press("下达计划")
    province.see("计划已下达")


def split_the_task(city: Walker) -> None:
    """Step 2: the city finds its task on the desk and divides it; too little is refused."""
    city.see("分解")
    city.go("/programme/plans/")
    city.page.get_by_role("link", name=f"{YEAR}年“两站”建设计划（示例）").first.click()
    city.press("分解任务")
    for field in city.page.locator("input[name^='sw_'], input[name^='vs_']").all():
        field.fill("0")
    city.fill({"sw_210102000000": 1, "vs_210102000000": 3})
    city.press("确认分解")
    city.see("没有分解")
    city.fill({"sw_210102000000": 2})
    city.press("确认分解")
    city.see("已分解")


def nominate_and_confirm(street: Walker, county: Walker) -> None:
    """Step 2: the street nominates with the form and sees the score; the county confirms, building starts."""
    street.go("/programme/plans/")
    street.page.get_by_role("link", name=f"{YEAR}年“两站”建设计划（示例）").first.click()
    street.press("选址")
    street.press("推荐社区")
    community = street.page.locator("table a[href*='division=']").last
    name = community.inner_text()
    community.click()
    street.fill({"wants_sw": True, "wants_vs": True, "population": 4200, "households": 1500, "dibao_count": 60})
    street.fill({"disabled_count": 80, "facility_name": "党群服务中心", "room_area": 45, "distance_metres": 200})
    street.fill({"accessible": True, "person_available": True})
    street.press("提交推荐")
    street.see("推荐已提交")
    street.see("得分")
    county.page.reload()
    county.see("选址推荐")
    county.go("/notices/")
    county.see(f"{name}已推荐选址")
    county.page.get_by_role("link", name=name).first.click()
    county.press("确认选址")
    county.press("确认选址")
    county.see("选址确认")


def test_from_the_last_photo_to_the_open_station(enter, tmp_path):
    head = enter("head")
    finish_the_file(head, tmp_path)
    accept_on_the_phone(enter("county", viewport=PHONE), tmp_path)
    head.page.reload()
    for kind in ("社会工作站", "志愿服务站"):
        open_the_station(head, kind)


def finish_the_file(head: Walker, place: Path) -> None:
    """Step 3: only the sign photos are missing; each is one click from the checklist. Step 4 begins: both submit."""
    head.see("补齐建设材料并提交验收")
    for kind in ("社会工作站", "志愿服务站"):
        to_checklist(head, kind)
        head.see("1 项否决项未达标")
        head.press("上传照片")
        head.fill({"photo": photo(place, "SIGN")})
        head.press("保存标识牌")
        to_checklist(head, kind)
        head.see("否决项已全部达标")
        head.press("提交验收")
        head.see("已提交验收")


def to_checklist(walker: Walker, kind: str) -> None:
    """The checklist of one's own station of a kind, through the register."""
    walker.go("/stations/")
    walker.page.get_by_role("link", name=kind).filter(has_text=kind).last.click()
    walker.press("建设标准核验")


def accept_on_the_phone(county: Walker, place: Path) -> None:
    """Step 4: one visit for both stations, item by item on a 390 px phone, photos, both accepted."""
    county.go("/programme/acceptance/?text=彩塔街")
    county.press("安排验收")
    county.fill({"way": "ON_SITE", "second_inspector": "赵主任（街道）"})
    county.press("安排验收")
    county.see("已安排验收")
    lines = county.page.locator("article.visit-line")
    for index in range(lines.count()):
        line = lines.nth(index)
        line.locator("label:has([value='MET'])").click()
        if index == 0:
            line.locator("[name='photos']").set_input_files(str(photo(place, "ROOM")))
        line.get_by_role("button", name="保存这一项").click()
        line.get_by_text("达标", exact=True).first.wait_for()
        county.page.wait_for_timeout(150)
    county.press("完成验收")
    county.fill({"summary": "按通知逐项核验，符合要求。"})
    county.press("完成验收")
    county.see("验收已完成")
    county.see("合格")


def open_the_station(head: Walker, kind: str) -> None:
    """The accepted station opens."""
    to_checklist(head, kind)
    head.see("验收合格")
    head.press("开站")
    head.press("开站")
    head.see("已开站")


def test_october_report(enter, tmp_path):
    """Step 5: the city's report is drafted with figures, returned once, submitted again, accepted, consolidated."""
    city, province = enter("city"), enter("province")
    report_list(city)
    city.press("起草报告")
    city.see("已起草")
    city.fill({"methods": "整合社区综合服务设施。", "effects": "居民就近得到服务。", "next_steps": "补齐缺口。"})
    city.fill({"signer": "刘某"})
    city.press("保存")
    city.press("报送省厅")
    city.see("已报送省厅")
    report_list(province)
    province.press("审核")
    province.press("退回")
    province.fill({"reason": "请补充存在问题。"})
    province.press("退回报告")
    province.see("已退回")
    city.page.reload()
    city.see("请补充存在问题")
    city.press("报送省厅")
    city.see("已报送省厅")
    province.page.reload()
    province.press("审核通过")
    province.see("审核通过")
    for which in ("社区名单（XLSX）", "建设情况（PDF）", "建设情况（可编辑 DOCX）"):
        with province.page.expect_download() as download:
            province.page.get_by_role("link", name=which).click()
        assert Path(download.value.path()).stat().st_size > 5000
    report_list(province)
    with province.page.expect_download() as download:
        province.page.get_by_role("link", name="导出全省汇总").click()
    download.value.save_as(tmp_path / "all.xlsx")
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames == ["汇总", "社区名单"]


def report_list(walker: Walker) -> None:
    """The reports of this year's plan."""
    walker.go("/programme/progress/")
    walker.press("十月报告")
