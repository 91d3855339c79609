"""The small demo province: whole, the same every time, without real people, and never over somebody's own data."""

import json
import shutil
import sqlite3
import stat

import pytest

from liangzhan.access.roles import Role
from liangzhan.stations.choices import State
from tests.harness.demo import NAME, run

WITH_CODE = ["street", "head", "worker", "keeper", "supervisor", "sysadmin", "secadmin", "auditor"]
# What must be the same for the same seed: what people see, without moments and random identifiers.
SEEN = {
    "stations": "SELECT division_code, kind, name, state, state_since, accepted_on FROM stations_station ORDER BY 1, 2",
    "tasks": "SELECT plan_id, division_code, sw, vs FROM programme_quota ORDER BY 1, 2",
    "nominations": "SELECT division_code, score, state FROM programme_nomination ORDER BY 1",
    "reports": "SELECT division_code, state FROM programme_octoberreport ORDER BY 1",
    "verdicts": "SELECT item, verdict, count(*) FROM programme_visititem GROUP BY 1, 2 ORDER BY 1, 2",
    "moves": 'SELECT object_label, to_state, "on", count(*) FROM toolkit_move GROUP BY 1, 2, 3 ORDER BY 1, 2, 3',
}


def seen(home):
    """The rows of SEEN, read with sqlite3 alone."""
    plain = sqlite3.connect(home / NAME)
    try:
        return {name: plain.execute(statement).fetchall() for name, statement in SEEN.items()}
    finally:
        plain.close()


def change(home, statement, *values):
    plain = sqlite3.connect(home / NAME)
    with plain:
        plain.execute(statement, values)
    plain.close()


@pytest.fixture
def home(demo_template, tmp_path):
    """A demo home of the test's own."""
    return shutil.copytree(demo_template, tmp_path / "home")


def test_every_state_of_a_station(home):
    assert {row[3] for row in seen(home)["stations"]} == set(State.values)


def test_every_state_of_a_nomination_and_a_visit_that_ends_both_ways(home):
    found = seen(home)
    assert {row[2] for row in found["nominations"]} == {"NOMINATED", "CONFIRMED"}
    assert {row[1] for row in found["verdicts"]} == {"MET", "NOT_MET"}


def test_one_account_for_every_role(home):
    place = home / "demo-accounts.json"
    accounts = json.loads(place.read_text(encoding="utf-8"))["accounts"]
    assert [account["role"] for account in accounts] == Role.labels
    assert [account["login"] for account in accounts if account["totp"]] == WITH_CODE
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_accounts_can_sign_in(demo):
    """One password for all, another for the administrators; each account is marked as a demo account."""
    from liangzhan.accounts.models import User

    accounts = json.loads((demo.home / "demo-accounts.json").read_text(encoding="utf-8"))["accounts"]
    by_login = {account["login"]: account for account in accounts}
    assert sorted(User.objects.values_list("username", "is_demo")) == sorted((login, True) for login in by_login)
    for login in ("province", "auditor"):
        assert User.objects.get(username=login).check_password(by_login[login]["password"])


def test_code_of_the_moment(home):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    accounts = json.loads((home / "demo-accounts.json").read_text(encoding="utf-8"))["accounts"]
    secret = next(account["totp"] for account in accounts if account["login"] == "head")
    said = run(home, "demo", "--code", "head").stdout.strip()
    assert said in {format_hotp_value(hotp_value(secret, at)) for at in yield_hotp_counters_from_time()}
    refused = run(home, "demo", "--code", "county")
    assert (refused.returncode, refused.stdout) == (1, "演示账号“county”没有动态口令。\n")


def test_nobody_real(demo):
    """Invented surnames with 某, phones of an exchange that does not exist."""
    from liangzhan.stations.models import Station

    people = Station.objects.exclude(head_name="").order_by("pk").values_list("head_name", "head_phone")
    assert len(people) > 40
    assert {(name[1:], phone[:8]) for name, phone in people} == {("某", "024-0000")}


def test_samples_to_try_the_import_with(home):
    assert sorted(path.name for path in (home / "samples").iterdir()) == [
        "任务分配表-含公式-示例.xlsx",
        "任务分配表-有错误-示例.xlsx",
        "任务分配表-示例.xlsx",
    ]


def test_moments_of_the_finished_plan_lie_in_its_year(home):
    plain = sqlite3.connect(home / NAME)
    asked = (
        "SELECT DISTINCT substr(submitted_at, 1, 10), substr(reviewed_at, 1, 10) FROM programme_octoberreport"
        " JOIN programme_plan ON programme_plan.id = plan_id WHERE year = 2020 AND programme_octoberreport.state = 'ACCEPTED'"
    )
    found = plain.execute(asked).fetchall()
    plain.close()
    assert found == [("2020-10-27", "2020-10-31")]


def test_refuses_a_second_time(home):
    before = seen(home)
    done = run(home, "demo", "--scale", "small")
    assert (done.returncode, done.stdout) == (1, "这里已经有计划数据，不再建立演示省份。要重来请加 --fresh。\n")
    assert seen(home) == before


@pytest.mark.soak
def test_fresh_gives_the_same_province_again(home):
    before = seen(home)
    change(home, "UPDATE stations_station SET name = '改过的名字'")
    assert run(home, "demo", "--scale", "small", "--fresh").returncode == 0
    assert seen(home) == before


def test_fresh_refuses_where_somebody_works(home):
    change(home, "UPDATE accounts_user SET is_demo = 0 WHERE username = 'county'")
    before = seen(home)
    done = run(home, "demo", "--scale", "small", "--fresh")
    assert (done.returncode, seen(home)) == (1, before)
    assert "这里有演示账户以外的账户，不会清空数据。请用空目录建立演示省份。" in done.stdout + done.stderr


def test_fresh_refuses_without_the_accounts_file(home):
    (home / "demo-accounts.json").unlink()
    before = seen(home)
    done = run(home, "demo", "--scale", "small", "--fresh")
    assert (done.returncode, seen(home)) == (1, before)
    assert "这里没有演示账户文件，或者不是 SQLite，不会清空数据。请用空目录建立演示省份。" in done.stdout + done.stderr
