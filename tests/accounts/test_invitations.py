"""Invitations, activation, closing accounts, second factors reset."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from liangzhan.access.roles import Role
from liangzhan.accounts.choices import InvitationState
from liangzhan.accounts.codes import LETTERS, code_hash, fresh_code
from liangzhan.accounts.models import Grant, Invitation, User
from liangzhan.accounts.queries import actor_by_stamp, factors_of, open_invitation
from liangzhan.accounts.services import invitations, security
from liangzhan.accounts.services.invitations import (
    accept_invitation,
    invite,
    invite_to_post,
    open_account,
    revoke_invitation,
)
from liangzhan.audit.models import Event
from liangzhan.cli.main import main
from liangzhan.toolkit.actors import ActorStamp
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories import divisions as places
from tests.factories.accounts import grant as given

GOOD = "Harbour-2020-bridge"


def test_code_is_readable_and_kept_as_a_hash(county_officer, station):
    code = fresh_code()
    assert len(code) == 14 and set(code) <= set(LETTERS) | {"-"}
    assert code_hash(code) == code_hash(code.lower().replace("-", " "))
    invitation, code = invite_to_post(
        display_name="新站长", role=Role.STATION_HEAD, station=station, by=county_officer.actor
    )
    assert code not in str(Invitation.objects.values().get())
    assert invitation.code_hash == code_hash(code)
    assert code not in str(list(Event.objects.values()))


def test_account_post_and_invitation_come_together_or_not_at_all(county_officer):
    before = User.objects.count()
    with pytest.raises(RuleBroken, match="本级及以下"):
        invite_to_post(
            display_name="市", role=Role.CITY, division=places.division(places.CITY), by=county_officer.actor
        )
    assert (User.objects.count(), Invitation.objects.count()) == (before, 0)


def test_the_person_sets_a_password_once(county_officer, station):
    invitation, code = invite_to_post(
        display_name="新站长", role=Role.STATION_HEAD, station=station, by=county_officer.actor
    )
    assert not invitation.user.has_usable_password()
    user = accept_invitation(code=code.lower(), password=GOOD)
    assert user.check_password(GOOD)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.ACCEPTED
    event = Event.objects.filter(name="account.activated").get()
    assert (event.by.uuid, event.by.label) == (user.uuid, "新站长")
    with pytest.raises(RuleBroken, match="已用过"):
        accept_invitation(code=code, password=GOOD)


@pytest.mark.parametrize("password", ["short1A", "alllowercase", "password123"])
def test_weak_passwords_are_refused_and_the_code_lives_on(county_officer, station, password):
    _, code = invite_to_post(display_name="新站长", role=Role.STATION_HEAD, station=station, by=county_officer.actor)
    with pytest.raises(RuleBroken):
        accept_invitation(code=code, password=password)
    assert accept_invitation(code=code, password=GOOD).check_password(GOOD)


def test_wrong_expired_revoked_and_closed_say_the_same(county_officer, station_head):
    sentence = "激活码不对、已用过或已过期。请核对纸条，或请邀请您的人重发。"
    invited = invite(user=station_head.user, by=county_officer.actor)
    now = timezone.now()
    assert open_invitation(invited.code, now=now) == invited.invitation
    for code, at in (("AAAA-BBBB-CCCC", now), (invited.code, now + dt.timedelta(days=15))):
        with pytest.raises(RuleBroken) as refusal:
            open_invitation(code, now=at)
        assert refusal.value.reasons == (sentence,)
    station_head.user.is_active = False
    station_head.user.save()
    with pytest.raises(RuleBroken, match="激活码不对"):
        open_invitation(invited.code, now=now)


def test_resending_revokes_the_older_code(county_officer, station_head):
    first = invite(user=station_head.user, by=county_officer.actor)
    second = invite(user=station_head.user, by=county_officer.actor)
    assert list(Invitation.objects.order_by("id").values_list("state", flat=True)) == ["REVOKED", "OPEN"]
    with pytest.raises(RuleBroken):
        accept_invitation(code=first.code, password=GOOD)
    assert accept_invitation(code=second.code, password=GOOD) == station_head.user


def test_nobody_resets_a_superior_or_a_neighbour(county_officer, neighbour_county, city_officer, station_head):
    for by, user in (
        (county_officer, city_officer),
        (neighbour_county, station_head),
        (county_officer, county_officer),
    ):
        with pytest.raises(RuleBroken):
            invite(user=user.user, by=by.actor)
    given(station_head.user, Role.CITY, division=places.division(places.CITY))
    with pytest.raises(RuleBroken, match="本级及以下"):
        invite(user=station_head.user, by=county_officer.actor)


def test_ended_posts_count_no_more(county_officer, neighbour_county, station_head):
    old = given(station_head.user, Role.STREET, division=places.division("210103000000"))
    Grant.objects.filter(pk=old.pk).update(valid_to=today() - dt.timedelta(days=1))
    assert invite(user=station_head.user, by=county_officer.actor).code
    Grant.objects.filter(user=station_head.user).update(valid_to=today() - dt.timedelta(days=1))
    with pytest.raises(RuleBroken):
        invite(user=station_head.user, by=neighbour_county.actor)


def test_revoking_asks_for_a_reason(county_officer, neighbour_county, station_head):
    invitation = invite(user=station_head.user, by=county_officer.actor).invitation
    for by, reason in ((county_officer, " "), (neighbour_county, "写错人")):
        with pytest.raises(RuleBroken):
            revoke_invitation(invitation=invitation, reason=reason, by=by.actor)
    assert revoke_invitation(invitation=invitation, reason="写错人", by=county_officer.actor).state == "REVOKED"
    assert Event.objects.order_by("-id").first().details == {"reason": "写错人"}


def test_names(county_officer, monkeypatch):
    by = county_officer.actor
    for name, words in (("ab", "3 到 60"), (county_officer.user.username.upper(), "已被使用")):
        with pytest.raises(RuleBroken, match=words):
            open_account(display_name="某", username=name, by=by)
    with pytest.raises(RuleBroken, match="显示名"):
        open_account(display_name=" ", by=by)
    names = iter([county_officer.user.username, "u00000001"])
    monkeypatch.setattr(invitations, "fresh_username", lambda: next(names))
    assert open_account(display_name="某", by=by).username == "u00000001"


def test_closing_and_opening_again(county_officer, neighbour_county, station_head):
    user, key = station_head.user, station_head.user.session_key
    invite(user=user, by=county_officer.actor)
    for by, reason in ((neighbour_county, "离职"), (county_officer, ""), (station_head, "离职")):
        with pytest.raises(RuleBroken):
            security.deactivate(user=user, reason=reason, by=by.actor)
    security.deactivate(user=user, reason="离职", by=county_officer.actor)
    user.refresh_from_db()
    assert (user.is_active, user.session_key == key, Invitation.objects.get().state) == (False, False, "REVOKED")
    with pytest.raises(RuleBroken, match="已经停用"):
        security.deactivate(user=user, reason="离职", by=county_officer.actor)
    with pytest.raises(RuleBroken, match="不能重发"):
        invite(user=user, by=county_officer.actor)
    with pytest.raises(RuleBroken, match="理由"):
        security.reactivate(user=user, reason="", by=county_officer.actor)
    assert security.reactivate(user=user, reason="回任", by=county_officer.actor).is_active
    with pytest.raises(RuleBroken, match="没有停用"):
        security.reactivate(user=user, reason="回任", by=county_officer.actor)


def test_resetting_a_factor(security_admin, county_officer, station_head):
    TOTP.activate(station_head.user, "JBSWY3DPEHPK3PXP")
    assert factors_of(station_head.user) == {"totp": 1}
    for by, user, reason in (
        (county_officer, station_head, "丢失"),
        (security_admin, security_admin, "丢失"),
        (security_admin, station_head, ""),
    ):
        with pytest.raises(RuleBroken):
            security.reset_factor(user=user.user, reason=reason, by=by.actor)
    security.reset_factor(user=station_head.user, reason="已回拨核实", by=security_admin.actor)
    assert Authenticator.objects.count() == 0


def test_signing_out_is_for_oneself(station_head, neighbour_head):
    with pytest.raises(RuleBroken, match="自己"):
        security.sign_out_everywhere(user=station_head.user, by=neighbour_head.actor)


def test_a_job_acts_with_the_posts_its_asker_holds_now(station_head):
    stamp = ActorStamp(station_head.user.uuid, "张站长")
    assert actor_by_stamp(stamp, on=today()).grants == station_head.actor.grants
    station_head.user.is_active = False
    station_head.user.save()
    with pytest.raises(RuleBroken, match="已停用"):
        actor_by_stamp(stamp, on=today())


@pytest.mark.parametrize(
    ("kind", "role"), [("system", "SYSTEM_ADMIN"), ("security", "SECURITY_ADMIN"), ("audit", "AUDIT_ADMIN")]
)
def test_createadmin(db, capsys, kind, role):
    assert main(["createadmin", kind, "管理员甲", "--username", "admin-a"]) == 0
    user = User.objects.get(username="admin-a")
    assert user.grants.get().role == role
    code = next(line.split()[1] for line in capsys.readouterr().out.splitlines() if "激活码 " in line)
    assert accept_invitation(code=code, password=GOOD) == user
    assert main(["createadmin", kind, "管理员乙", "--username", "admin-a"]) == 1
    assert "已被使用" in capsys.readouterr().err
