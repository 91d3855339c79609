"""Signing in: password, lock, second factor, idle, signing out everywhere."""

import datetime as dt
import subprocess
import sys
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from liangzhan.access.actions import PROVEN, Action
from liangzhan.access.roles import Role
from liangzhan.accounts.models import SignInCounter
from liangzhan.accounts.queries import locked_until
from liangzhan.accounts.services.locking import clear_failures, count_failure, unlock
from liangzhan.audit.models import Event
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.accounts import PASSWORD, make_person
from tests.harness.client import StrictClient
from tests.harness.sessions import signed_in_client

LOGIN = "/accounts/login/"


def sign_in_by_form(client, user, password=PASSWORD):
    with client.allow(60):
        return client.post(LOGIN, {"login": user.username, "password": password})


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_password_leads_to_the_desk(client, station_head):
    response = sign_in_by_form(client, station_head.user)
    assert (response.status_code, response.url) == (302, "/")
    assert client.get("/").status_code == 200
    event = Event.objects.get(name="account.signed_in")
    assert (event.by.uuid, event.details, event.address) == (
        station_head.user.uuid,
        {"second_factor": False},
        "127.0.0.1",
    )


def test_wrong_password_says_the_same_for_unknown_names(client, station_head):
    wrong = sign_in_by_form(client, station_head.user, "wrong").content.decode()
    station_head.user.username = "nobody-here"
    unknown = sign_in_by_form(StrictClient(), station_head.user, "wrong").content.decode()
    sentence = "用户名或密码不对。连续输错 5 次，账户将锁定 15 分钟。"
    assert sentence in wrong
    assert sentence in unknown


@pytest.mark.parametrize("exists", [True, False])
def test_five_failures_lock_and_the_right_password_does_not_help(client, station_head, exists):
    name = station_head.user.username if exists else "nobody-here"
    for _ in range(4):
        with client.allow(60):
            client.post(LOGIN, {"login": name, "password": "wrong"})
    assert locked_until(name) is None
    with client.allow(60):
        fifth = client.post(LOGIN, {"login": name, "password": "wrong"}).content.decode()
        right = client.post(LOGIN, {"login": name, "password": PASSWORD}).content.decode()
    until = timezone.localtime(SignInCounter.objects.get(username=name).locked_until)
    sentence = f"账户已锁定至 {until:%H:%M}。请稍后再试，或联系安全管理员解除锁定。"
    assert sentence in fifth
    assert sentence in right
    assert Event.objects.filter(name="account.locked").count() == 1


def test_lock_ends_by_itself_and_the_count_starts_anew(db):
    for _ in range(5):
        count_failure(username="someone")
    row = SignInCounter.objects.get()
    assert row.failures == 5
    row.locked_until = timezone.now() - dt.timedelta(seconds=1)
    row.save()
    assert locked_until("someone") is None
    assert count_failure(username="someone") is None
    assert SignInCounter.objects.get().failures == 1


def test_good_sign_in_clears_the_count(client, station_head):
    count_failure(username=station_head.user.username)
    sign_in_by_form(client, station_head.user)
    assert list(SignInCounter.objects.all()) == []


def test_clearing_nothing_is_no_error(db):
    clear_failures(username="someone")
    assert SignInCounter.objects.count() == 0


def test_unlock_is_for_the_security_administrator_with_a_reason(security_admin, county_officer, station_head):
    for _ in range(5):
        count_failure(username=station_head.user.username)
    with pytest.raises(RuleBroken, match="安全管理员"):
        unlock(user=station_head.user, reason="本人来电", by=county_officer.actor)
    with pytest.raises(RuleBroken, match="理由"):
        unlock(user=station_head.user, reason=" ", by=security_admin.actor)
    unlock(user=station_head.user, reason="已回拨核实", by=security_admin.actor)
    assert locked_until(station_head.user.username) is None
    assert Event.objects.get(name="account.unlocked").details == {"reason": "已回拨核实"}


WORKER = """
import django; django.setup()
from liangzhan.accounts.services.locking import count_failure
import sys
for _ in range(int(sys.argv[1])): count_failure(username="shared")
"""


def test_two_worker_processes_share_the_count(committed_db):
    start = {"env": committed_db.environment, "stdout": subprocess.DEVNULL}
    workers = [subprocess.Popen([sys.executable, "-c", WORKER, n], **start) for n in ("2", "2")]
    assert [worker.wait(timeout=60) for worker in workers] == [0, 0]
    assert SignInCounter.objects.get(username="shared").failures == 4
    assert locked_until("shared") is None
    assert subprocess.run([sys.executable, "-c", WORKER, "1"], **start, timeout=60).returncode == 0
    assert locked_until("shared") is not None


def test_administrator_without_factor_can_do_nothing_else(client, system_admin):
    sign_in_by_form(client, system_admin.user)
    for address in ("/", "/accounts/me", "/help", "/accounts/users/", "/status", "/accounts/password/change/"):
        response = client.get(address)
        assert (response.status_code, response.url) == (302, reverse("mfa_index"))
    page = client.get(reverse("mfa_index"))
    assert "管理员必须启用第二因素" in page.content.decode()


def test_administrator_sets_up_a_factor_and_goes_on(committed_db):
    admin, client = make_person("系统管理员", Role.SYSTEM_ADMIN), StrictClient()
    sign_in_by_form(client, admin.user)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith("/accounts/reauthenticate/")
    with client.allow(60):
        client.post(asked.url, {"password": PASSWORD})
        client.get(reverse("mfa_activate_totp"))
        client.post(reverse("mfa_activate_totp"), {"code": totp_code(client.session["mfa.totp.secret"])})
    assert client.get("/").status_code == 200
    assert "恢复码" in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    added = Event.objects.filter(name="account.factor_added").values_list("details", flat=True)
    assert sorted(one["type"] for one in added) == ["recovery_codes", "totp"]


def test_secret_is_kept_encrypted_and_asked_for_at_sign_in(client, system_admin):
    TOTP.activate(system_admin.user, "JBSWY3DPEHPK3PXP")
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert "JBSWY3DPEHPK3PXP" not in kept
    response = sign_in_by_form(client, system_admin.user)
    assert response.url == reverse("mfa_authenticate")
    assert client.get("/").status_code == 302
    with client.allow(60):
        wrong = client.post(response.url, {"code": "000000"})
    assert "口令不对或已过期" in wrong.content.decode()
    with client.allow(60):
        client.post(response.url, {"code": totp_code("JBSWY3DPEHPK3PXP")})
    assert client.get("/").status_code == 200


def test_five_wrong_codes_lock_and_the_right_one_does_not_help(client, system_admin, security_admin):
    TOTP.activate(system_admin.user, "JBSWY3DPEHPK3PXP")
    step = sign_in_by_form(client, system_admin.user).url
    with client.allow(60):
        pages = [client.post(step, {"code": "000000"}).content.decode() for _ in range(5)]
        right = client.post(step, {"code": totp_code("JBSWY3DPEHPK3PXP")}).content.decode()
    sentence = "连续输错口令次数过多，账户已锁定至"
    assert [sentence in page for page in (*pages, right)] == [False] * 4 + [True] * 2
    assert client.get("/").status_code == 302
    locked = Event.objects.get(name="account.locked")
    assert (locked.object_label, locked.object_id) == ("accounts.user", str(system_admin.user.pk))
    assert "已锁定" in security_admin.client.get(f"/accounts/users/{system_admin.user.pk}/").content.decode()
    unlock(user=system_admin.user, reason="已回拨核实", by=security_admin.actor)
    with client.allow(60):
        client.post(step, {"code": totp_code("JBSWY3DPEHPK3PXP")})
    assert client.get("/").status_code == 200
    assert Event.objects.get(name="account.signed_in").details == {"second_factor": True}
    assert SignInCounter.objects.count() == 0


def test_administrator_keeps_a_factor(system_admin, county_officer):
    from liangzhan.accounts.mfa_adapter import MFAAdapter

    for person, may in ((system_admin, False), (county_officer, True)):
        factor = TOTP.activate(person.user, "JBSWY3DPEHPK3PXP").instance
        assert MFAAdapter().can_delete_authenticator(factor) is may
    Authenticator.objects.create(user=system_admin.user, type="webauthn", data={"name": "x"})
    assert MFAAdapter().can_delete_authenticator(Authenticator.objects.get(user=system_admin.user, type="totp")) is True


def test_idle_session_ends_after_thirty_minutes(station_head):
    client = station_head.client
    client.get("/")
    row = Session.objects.get(session_key=client.session.session_key)
    left = (row.expire_date - timezone.now()).total_seconds()
    assert 29 * 60 < left <= 30 * 60
    row.expire_date = timezone.now() - dt.timedelta(seconds=1)
    row.save()
    assert client.get("/").status_code == 302


def test_activity_moves_the_end_once_a_minute_and_polling_does_not(station_head):
    client = station_head.client
    client.get("/")
    session = client.session
    session["seen_at"] = int(time.time()) - 61
    session.save()
    client.get("/", headers={"HX-Request": "true"})
    assert time.time() - client.session["seen_at"] > 60
    client.get("/")
    assert time.time() - client.session["seen_at"] < 5


def test_sign_out_everywhere_ends_other_browsers(station_head):
    other = signed_in_client(station_head.user)
    assert other.get("/").status_code == 200
    response = station_head.client.post("/accounts/me/sign-out-everywhere")
    assert response.url == reverse("account_login")
    assert other.get("/").status_code == 302


def test_closed_account_is_signed_out(station_head):
    assert station_head.client.get("/").status_code == 200
    station_head.user.is_active = False
    station_head.user.save()
    assert station_head.client.get("/").status_code == 302


def test_what_is_told_about_residents_asks_for_a_second_factor(station_head, monkeypatch):
    """By password alone the page leads to the set-up and says why; a verb that is not held stays a refusal."""
    monkeypatch.setattr("liangzhan.accounts.middleware.PROVEN", {Action.PERSON_VIEW, Action.PLAN_MANAGE})
    with_code, by_password = station_head.client, signed_in_client(station_head.user, second_factor=False)
    assert with_code.get("/people/").status_code == 200
    answer = by_password.get("/people/")
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))
    assert "要用第二因素登录后才能打开" in by_password.get(answer.url).content.decode()
    assert by_password.get("/programme/plans/new/").status_code == 403


def test_the_guarded_verbs():
    assert Action.CASE_VIEW in PROVEN
    assert Action.MANDATORY_REPORT not in PROVEN  # nothing stands in the way of a report
