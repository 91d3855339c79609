"""The people of a station get through a month: the worker on a phone, the head at the desk (issue 3)."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.harness.live import PHONE
from tests.journeys.test_check_in import link_in
from tests.journeys.test_main_job import enter  # noqa: F401 -- the fixture
from tests.journeys.walker import Walker

SHANGHAI = ZoneInfo("Asia/Shanghai")

STATEMENT = "全年探访独居老年人，组织两个支持小组，参加专题培训四次；明年重点做好个案记录。"


def now() -> dt.datetime:
    return dt.datetime.now(SHANGHAI)


def a_span_around_now() -> tuple[str, str]:
    """From a little before to a little after, within the day: at any hour, on a free day too."""
    day = now().replace(second=0, microsecond=0)
    start = max(day - dt.timedelta(minutes=20), day.replace(hour=0, minute=0))
    end = min(day + dt.timedelta(hours=2), day.replace(hour=23, minute=59))
    return f"{start:%H:%M}", f"{end:%H:%M}"


def test_a_workers_month(enter):  # noqa: F811
    head, phone = enter("head"), enter("worker", viewport=PHONE)
    check_in_and_out(head, phone)
    ask_for_leave(head, phone)
    be_supervised(enter("supervisor"), phone)
    enrol_for_a_training(phone)
    sign_the_commitment(phone)
    write_about_oneself(phone)


def check_in_and_out(head: Walker, phone: Walker) -> None:
    """The head sets today's shift; the worker scans the rotating code to come, and again to go: a scan is one deed."""
    open_station(head, "考勤")
    head.press("今日考勤")
    head.press("班次")
    head.press("安排单日班次")
    start, end = a_span_around_now()
    choose(head, "post", "陈社工")
    head.fill({"on": f"{now():%Y-%m-%d}", "starts": start, "ends": end, "reason": "晚间社区活动"})
    head.press("保存")
    head.see("晚间社区活动")
    phone.go("/staff/attendance/mine/")
    opener = phone.page.get_by_role("button", name=re.compile("开启今天的签到"))
    if opener.count():  # nobody has opened the day yet: it is early, or a free day
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
    """What the phone's camera would open: the ordinary link inside the code that is shown now."""
    phone.go("/staff/attendance/mine/")
    phone.page.get_by_role("link", name=re.compile("签到、签退")).first.click()
    phone.page.wait_for_load_state()
    phone.go(link_in(phone, phone.site))


def ask_for_leave(head: Walker, phone: Walker) -> None:
    """Weeks ahead, where nothing else lies, and longer than any holidays; the head knows the row by its day."""
    first, last = (now().date() + dt.timedelta(days=ahead) for ahead in (24, 36))
    words = f"{first.year}年{first.month}月{first.day}日"
    phone.go("/staff/leave/ask/")
    phone.fill({"kind": "PERSONAL", "starts_on": first, "ends_on": last, "reason": "家中有事"})
    phone.press("提交申请")
    phone.see("待审批")
    head.go("/staff/leave/")
    head.page.locator("main tr", has_text=words).locator("a").first.click()
    head.see("家中有事")
    head.fill({"verdict": "yes"})
    head.press("提交审批")
    head.see("已审批")
    phone.go("/staff/attendance/mine/")
    expect(phone.page.locator("main li", has_text=words)).to_contain_text("已批准")


def be_supervised(supervisor: Walker, phone: Walker) -> None:
    """The worker proposes a topic; the supervisor records yesterday's session and agrees an action; the worker signs."""
    phone.go("/staff/supervision/own/")
    phone.press("提出议题")
    phone.fill({"title": "独居老年人探访频次"})
    phone.page.locator("form .btn-primary").last.click()
    phone.see("独居老年人探访频次")
    supervisor.go("/staff/supervision/plan/")
    tick(supervisor, "workers", "陈社工")
    yesterday = now() - dt.timedelta(days=1)
    supervisor.fill({"held_on": f"{yesterday:%Y-%m-%d}", "starts": "09:00", "minutes": 60})
    supervisor.page.locator("form .btn-primary").last.click()
    supervisor.see("督导记录")
    tick(supervisor, "attended", "陈社工")
    supervisor.page.locator("label:has([name='topics'])").first.click()
    supervisor.fill({"issues": "探访频次与风险等级不相称。", "advice": "按类别设定周期。"})
    supervisor.fill({"action1_text": "列出探访周期表", "action1_due_on": f"{now() + dt.timedelta(days=7):%Y-%m-%d}"})
    supervisor.page.locator("form .btn-primary").last.click()
    supervisor.page.wait_for_load_state()
    supervisor.see("列出探访周期表")
    phone.go("/staff/supervision/own/")
    phone.see("列出探访周期表")
    phone.page.locator("main a", has_text="的记录").first.click()
    phone.press("确认记录")
    phone.page.locator("form .btn-primary").last.click()
    phone.page.wait_for_load_state()
    phone.see("已确认")


def enrol_for_a_training(phone: Walker) -> None:
    phone.go("/credentials/trainings/?state=OPEN")
    phone.page.locator("main table a").first.click()
    phone.page.wait_for_load_state()
    phone.press("我要报名")
    phone.see("我的报名")


def sign_the_commitment(phone: Walker) -> None:
    """Scenarios are answered right before the text can be signed; a wrong answer is explained and may be chosen anew."""
    phone.go("/credentials/commitments/ETHICS/sign/")
    fields = phone.page.locator("input[type=radio]").evaluate_all("all => [...new Set(all.map(one => one.name))]")
    tried = dict.fromkeys(fields, 0)
    for _ in range(4):
        phone.page.locator("input[type=checkbox]").evaluate_all("all => all.forEach(one => one.checked || one.click())")
        for name, option in tried.items():
            phone.page.locator(f"label:has([name='{name}'])").nth(option).click()
        phone.press("签署承诺")
        phone.page.wait_for_function("() => document.querySelector('.alert-success, .alert-danger, .is-invalid')")
        if phone.page.locator(".alert-success").count():
            return
        wrong = phone.page.locator(".is-invalid, [aria-invalid=true]").evaluate_all("all => all.map(one => one.name)")
        tried = {name: option + 1 if name in wrong else option for name, option in tried.items()}
    pytest.fail("承诺没有签成")


def write_about_oneself(phone: Walker) -> None:
    phone.go("/staff/appraisal/mine/")
    phone.page.locator("main a", has_text=str(now().year)).first.click()
    phone.page.wait_for_load_state()
    phone.fill({"text": STATEMENT})
    phone.page.locator("form .btn-primary").first.click()
    phone.page.wait_for_load_state()
    phone.see("评议")


def test_a_heads_month(enter):  # noqa: F811
    head = enter("head", viewport=PHONE)
    take_on_a_colleague(head)
    clear_for_minors(head)
    confirm_last_month(head)
    see_who_has_promised(head)
    look_what_the_month_was(head)


def look_what_the_month_was(head: Walker) -> None:
    """From the board to a figure, and to the very visit behind it."""
    last = now().date().replace(day=1) - dt.timedelta(days=1)
    head.go(f"/figures/board/?period={last:%Y-%m}")
    head.see("成效")
    head.page.get_by_role("link", name=re.compile("人次$")).first.click()
    head.see("凭证")
    head.page.get_by_role("link", name="探访", exact=True).first.click()
    head.see("探访")


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
    if (fold := head.page.get_by_role("link", name="菜单", exact=True)).is_visible():  # on a phone
        fold.click()
    head.page.locator("nav.side").get_by_role("link", name=entry, exact=True).click()
    head.page.locator("main a", has_text="社会工作站").first.click()
    head.page.wait_for_load_state()


def choose(walker: Walker, name: str, words: str) -> None:
    """The option of a select that holds the words."""
    option = walker.page.locator(f"[name='{name}'] option", has_text=words).first
    walker.page.locator(f"[name='{name}']").select_option(option.get_attribute("value"))


def tick(walker: Walker, name: str, words: str) -> None:
    """The chip or box of a choice that holds the words."""
    box = walker.page.locator(f"label:has([name='{name}'])", has_text=words).first
    if not box.locator("input").is_checked():
        box.click()
