"""A code on the wall, offline for half an hour; a worker who scans it with a phone that keeps its position to itself."""

import base64
import json
import re
import subprocess
import sys
from itertools import groupby

import pytest
import segno
from playwright.sync_api import expect

from tests.harness.live import PHONE
from tests.journeys.walker import Walker

SAY_CODE = """
import sys, django
django.setup()
from django.utils import timezone
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.queries.codes import lock_of
from liangzhan.occasions.rules.codes import code_at, step_of
lock = lock_of(Occasion.objects.get(uuid=sys.argv[1]))[0]
print(code_at(lock, step_of(lock, timezone.now()), "CODE"))
"""


@pytest.fixture
def head(browser, live_site):
    walker = Walker(browser, live_site, "head")
    yield walker
    walker.context.close()


def to_open_day(walker):
    walker.go("/occasions/")
    walker.page.get_by_role("link", name=re.compile("两站开放日")).click()
    walker.page.wait_for_load_state()


def stock(page):
    return json.loads(page.locator("[data-code-stock]").text_content())


def shown(page):
    """The path of the drawn code."""
    return page.locator("[data-code-picture] path").get_attribute("d")


def path_of(bits, side):
    """The same path from the stock, drawn in Python."""
    raw = base64.b64decode(bits)
    flat = [raw[index >> 3] >> (7 - (index & 7)) & 1 for index in range(side * side)]
    return path_of_matrix([flat[row * side : (row + 1) * side] for row in range(side)])


def path_of_matrix(matrix):
    path = ""
    for y, row in enumerate(matrix):
        for dark, run in groupby(enumerate(row), key=lambda pair: pair[1]):
            cells = [x for x, _ in run]
            path += f"M{cells[0] + 4} {y + 4}h{len(cells)}v1h-{len(cells)}z" if dark else ""
    return path


def test_the_code_changes_by_itself_also_without_the_net(head):
    to_open_day(head)
    head.page.clock.install()
    head.press("显示签到码")
    head.page.wait_for_selector("[data-code-picture] path")
    kept = stock(head.page)
    first = shown(head.page)
    drawn = [path_of(bits, kept["side"]) for bits in kept["codes"]]
    assert first in drawn[:2]
    head.page.wait_for_load_state("networkidle")  # the stock is laid in: an answer would tell the true time again
    head.context.set_offline(True)
    seen = {first}
    for _ in range(31):
        head.page.clock.run_for(60_000)
        seen.add(shown(head.page))
    assert len(seen) == 32 and shown(head.page) in drawn
    assert "可用到" in head.page.locator("[data-code-note]").inner_text()
    head.page.clock.run_for(5 * 3_600_000)
    assert "已用完" in head.page.locator("[data-code-note]").inner_text()
    assert head.page.locator("[data-code-picture] path").count() == 0
    head.context.set_offline(False)


def test_signed_out_the_screen_stays(head):
    head.go("/occasions/")
    head.press("社会工作站签到屏")
    head.page.wait_for_selector("[data-code-picture] path")
    head.press("退出登录，只留签到屏")
    head.see("已退出登录。签到屏继续显示预存的码")
    assert head.page.locator("[data-code-picture] path").count() == 1
    head.page.goto(f"{head.site.address}/occasions/")
    head.see("用户名")


@pytest.mark.parametrize(
    ("position", "words"),
    [
        ({"longitude": 123.4201, "latitude": 41.7901}, "在现场范围内"),
        ({"longitude": 123.5, "latitude": 41.79}, "不在现场范围内"),
    ],
)
def test_the_position_never_leaves_the_phone(browser, live_site, head, position, words):
    to_open_day(head)
    head.press("显示签到码")
    link = link_in(head, live_site)
    login = "worker" if "不在" in words else "keeper"
    phone = Walker(browser, live_site, login, viewport=PHONE)
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({**position, "accuracy": 10})
    sent = []
    phone.page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''} {request.headers}"))
    phone.go(link)
    phone.press("核对是否在现场范围内")
    phone.see(words)
    phone.press("签到")
    phone.see("已签到")
    phone.see("不在签到范围内" if "不在" in words else "在签到范围内")
    phone.go(link_in(head, live_site))
    phone.press("签退")
    phone.see("已签退")
    for number in (str(position["longitude"]), str(position["latitude"]), "123.42", "41.79"):
        assert not [one for one in sent if number in one]
    assert [one for one in sent if "inside=yes" in one or "inside=no" in one]
    phone.leave()


def link_in(walker, site):
    """The address behind the code on the wall: what the platform's own functions say it is now."""
    uuid = walker.page.url.split("/")[-3]
    told = subprocess.run(
        [sys.executable, "-c", SAY_CODE, uuid], env=site.environment, check=True, capture_output=True, text=True
    )
    link = f"/occasions/in/{uuid}/?c={told.stdout.strip()}"
    code = segno.make(f"{site.address}{link}", error="m", micro=False, mask=3, boost_error=False)
    drawn = path_of_matrix([[module & 1 for module in row] for row in code.matrix])
    expect(walker.page.locator("[data-code-picture] path")).to_have_attribute("d", drawn)  # this is what a camera reads
    return link
