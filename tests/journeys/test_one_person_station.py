"""One part-time person keeps a volunteer station: a month without a dead end, all on phones (issue 3, domain.md 4)."""

import datetime as dt
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.harness.live import PHONE
from tests.journeys.test_main_job import enter  # noqa: F401 -- the fixture
from tests.journeys.test_staff_month import now, sign_the_commitment
from tests.journeys.walker import Walker

OPEN_ACCOUNTS = """
import json
import django
django.setup()
from liangzhan.access.roles import Role
from liangzhan.cli import demo_accounts
from liangzhan.demo.people import Accounts, Post as Account, officer
from liangzhan.people.services.register import link_user
from liangzhan.staff.models import Post
rows = Post.objects.filter(role="VS_KEEPER", employment="PART_TIME", station__state="OPERATING", ends_on=None)
rows = rows.exclude(station__division_code__startswith="210102").select_related("worker__person", "station__site")
only = next(row for row in rows.order_by("pk") if row.station.posts.count() == 1)
place = only.station.site.division
accounts = Accounts()
user = accounts.open(Account("alone", "独站长", Role.STATION_HEAD, stations=(only.station,)))
link_user(user=user, person=only.worker.person, by=officer("演示数据"))
accounts.open(Account("alone-committee", "吕书记", Role.COMMITTEE, place))
accounts.open(Account("alone-street", "尤主任", Role.STREET, place.parent))
known = demo_accounts.load() + accounts.made  # so that their codes can be asked for
demo_accounts.path().write_text(json.dumps({"accounts": known}), encoding="utf-8")
print(only.station_id, only.worker.display_name)
"""


@pytest.fixture
def alone(live_site) -> tuple[str, str]:
    """(station, name): the only person of a station far from any supervisor, with those above it."""
    command = [sys.executable, "-c", OPEN_ACCOUNTS]
    told = subprocess.run(command, env=live_site.environment, check=True, capture_output=True, text=True)
    station, name = told.stdout.split()
    return station, name


def test_a_month_alone(enter, alone):  # noqa: F811
    station, name = alone
    phone = enter("alone", viewport=PHONE)
    committee, street = enter("alone-committee", viewport=PHONE), enter("alone-street", viewport=PHONE)
    ask_for_leave(phone, committee, name)
    correct_a_day(phone, street, name)
    confirm_the_month(phone, street, station)
    do_without_a_supervisor(phone)
    sign_the_commitment(phone)
    be_appraised(phone, committee)


def send(walker: Walker) -> None:
    """The form's own button."""
    walker.page.locator("main form .btn-primary").last.click()
    walker.page.wait_for_load_state()


def ask_for_leave(phone: Walker, committee: Walker, name: str) -> None:
    """The only person heads the station: 两委 decide."""
    first, last = (now().date() + dt.timedelta(days=ahead) for ahead in (24, 36))
    phone.go("/staff/leave/ask/")
    phone.fill({"kind": "PERSONAL", "starts_on": first, "ends_on": last, "reason": "家中有事"})
    phone.press("提交申请")
    phone.see("待审批")
    committee.go("/staff/leave/")
    committee.page.locator("main a", has_text=name).first.click()
    committee.fill({"verdict": "yes"})
    committee.press("提交审批")
    committee.see("已审批")
    phone.go("/staff/attendance/mine/")
    phone.see("您是兼职，不用打卡")
    expect(phone.page.locator("main li", has_text=f"{first.year}年{first.month}月{first.day}日")).to_contain_text(
        "已批准"
    )


def correct_a_day(phone: Walker, street: Walker, name: str) -> None:
    phone.go("/staff/corrections/ask/")
    phone.fill({"on": now().date() - dt.timedelta(days=1), "status": "TRAINING", "reason": "到县里参加培训"})
    send(phone)
    phone.see("待审核")
    street.go("/staff/corrections/")
    street.page.locator("main a", has_text=name).first.click()
    street.fill({"verdict": "yes"})
    send(street)
    street.see("已审核")


def confirm_the_month(phone: Walker, street: Walker, station: str) -> None:
    """Confirmed alone it holds; the street looks a second time."""
    last = now().date().replace(day=1) - dt.timedelta(days=1)
    address = f"/staff/stations/{station}/attendance/?month={last:%Y-%m}"
    phone.go(address)
    phone.press("确认考勤")
    phone.page.locator("[name^='hours-']").fill("60")
    send(phone)
    phone.see("等待两委或乡镇（街道）复核")
    expect(phone.page.get_by_role("button", name="复核通过")).to_have_count(0)
    street.go("/staff/months/")
    street.press("复核通过")
    street.see("已复核")
    phone.go(address)
    phone.see("已复核")


def do_without_a_supervisor(phone: Walker) -> None:
    """Nobody is assigned: a flag with a way out, no block."""
    phone.go("/staff/supervision/own/")
    phone.see("您的站点还没有片区督导")
    phone.press("登记同辈或外部督导")
    phone.fill({"form": "INDIVIDUAL", "supervisor_name": "王某，示例大学"})
    phone.fill({"held_on": now().date() - dt.timedelta(days=1), "starts": "09:00", "minutes": 60})
    send(phone)
    phone.see("督导记录")


def be_appraised(phone: Walker, committee: Walker) -> None:
    """The head's own card is reviewed above the station."""
    phone.go("/staff/appraisal/")
    phone.press("建立考核")
    send(phone)
    phone.press("开始自评")
    phone.see("等待本人自评")
    phone.go("/staff/appraisal/mine/")
    phone.page.locator("main a", has_text=str(now().year)).first.click()
    phone.fill({"text": "全年开放 200 天，协助组织志愿服务活动 12 次。"})
    phone.page.locator("main form .btn-primary").first.click()
    phone.page.wait_for_load_state()
    committee.go("/staff/appraisal/")
    committee.page.locator("main table a").first.click()
    committee.press("评议")
    committee.fill({"political_fit": "True", "political_note": "合格"})
    send(committee)
    phone.go("/staff/appraisal/")
    phone.page.locator("main table a").first.click()
    phone.press("开始公示")
    send(phone)
    phone.see("公示至")
