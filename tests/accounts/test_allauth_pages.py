"""Every address of allauth stands in our frame: Chinese, no library template, no inline script."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import NoReverseMatch, reverse

from liangzhan.access.checks import walk_urls
from tests.harness.client import StrictClient
from tests.harness.sessions import signed_in_client

ALLAUTH = sorted({name for name, _, _ in walk_urls() if name.startswith(("account_", "mfa_"))})
FRAME = '<link rel="stylesheet" href="/static/bundle/app.css">'
ENGLISH = re.compile(r">\s*[A-Z][a-z]+ [a-z]+")


def address_of(name: str) -> str:
    for kwargs in ({}, {"pk": 1}, {"key": "abc"}, {"uidb36": "1", "key": "abc-def"}):
        try:
            return reverse(name, kwargs=kwargs)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def check(response) -> None:
    text = response.content.decode()
    assert FRAME in text
    assert ENGLISH.findall(text) == []
    django_templates = [one.name for one in response.templates if one.name and not one.name.startswith("django/forms/")]
    assert django_templates == []


def confirmed(client: StrictClient) -> StrictClient:
    """As after the page that asks again for the password."""
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [
        *records,
        {"method": "password", "at": time.time(), "reauthenticated": True},
    ]
    session.save()
    return client


@pytest.fixture
def with_factors(county_officer):
    TOTP.activate(county_officer.user, "A" * 32)
    RecoveryCodes.activate(county_officer.user)
    return confirmed(signed_in_client(county_officer.user))


def test_the_walk_knows_all_addresses():
    assert len(ALLAUTH) == 29


@pytest.mark.parametrize("name", ALLAUTH)
def test_visitor(name, visitor):
    response = visitor.get(address_of(name), follow=True)
    assert response.status_code == 200
    check(response)


@pytest.mark.parametrize("name", ALLAUTH)
def test_signed_in(name, county_officer):
    response = confirmed(county_officer.client).get(address_of(name), follow=True)
    assert response.status_code in (200, 404)
    check(response)


@pytest.mark.parametrize("name", ALLAUTH)
def test_signed_in_with_factors(name, with_factors):
    response = with_factors.get(address_of(name), follow=True)
    assert response.status_code in (200, 404)
    if not name.endswith("download_recovery_codes"):
        check(response)


def test_passkey_pages(county_officer, monkeypatch):
    key = Authenticator.objects.create(
        user=county_officer.user, type=Authenticator.Type.WEBAUTHN, data={"name": "办公室电脑"}
    )
    client = confirmed(signed_in_client(county_officer.user))
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        response = client.get(reverse(name, kwargs={"pk": key.pk}))
        assert response.status_code == 200
        check(response)
    assert "办公室电脑" in client.get(reverse("mfa_list_webauthn")).content.decode()


def test_too_many_tries_answer_in_our_frame(visitor):
    for _ in range(61):
        response = visitor.post(reverse("account_login"), {"login": "nobody", "password": "wrong"})
        if response.status_code == 429:
            break
    assert response.status_code == 429
    assert "操作太频繁" in response.content.decode()


def test_forgotten_password_says_whom_to_ask(visitor):
    assert "重发激活码" in visitor.get(reverse("account_reset_password")).content.decode()
    assert isinstance(visitor, StrictClient)
