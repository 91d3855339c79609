"""Closed by default: an unmarked view is refused before it runs, and the platform does not start with one."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch, path
from django.views.generic import View

from liangzhan.access import checks
from liangzhan.access.actions import Action
from liangzhan.access.actor import ANONYMOUS, Actor
from liangzhan.access.addresses import client_address
from liangzhan.access.middleware import GuardMiddleware, action_of, refusal
from liangzhan.access.roles import Role
from liangzhan.access.scope import GrantFact

COUNTY = Actor(uuid=uuid.uuid4(), label="王县", grants=(GrantFact(Role.COUNTY, ("210102",)),))


class Marked(View):
    action = Action.STATION_VIEW


class Forbidden(View):
    action = Action.PLAN_MANAGE


class Unmarked(View):
    pass


class FromLibrary(View):
    __module__ = "allauth.account.views"


def walk(view, actor, name="sample:page", url_name=None):
    request = RequestFactory().get("/sample/?a=1")
    request.actor = actor
    request.resolver_match = ResolverMatch(view, (), {}, url_name=url_name or name)
    return GuardMiddleware(lambda request: HttpResponse("ran")).process_view(request, view, (), {})


class TestGuard:
    def test_lets_pass(self):
        assert walk(Marked.as_view(), COUNTY) is None

    def test_a_library_page_belongs_to_ones_own_account(self):
        assert action_of(FromLibrary.as_view()) is Action.OWN_ACCOUNT
        assert walk(FromLibrary.as_view(), COUNTY) is None

    def test_forbidden_verb(self):
        with pytest.raises(PermissionDenied, match="您没有“制定建设计划、下达任务”的权限。"):
            walk(Forbidden.as_view(), COUNTY)

    def test_unmarked(self):
        with pytest.raises(PermissionDenied, match="这个地址没有开放。"):
            walk(Unmarked.as_view(), COUNTY)
        assert refusal(None) == "这个地址没有开放。"

    def test_nobody_is_led_to_sign_in_and_back(self):
        response = walk(Marked.as_view(), ANONYMOUS)
        assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/sample/%3Fa%3D1")

    def test_public_by_its_name(self):
        assert walk(Unmarked.as_view(), ANONYMOUS, "home:health") is None

    def test_a_plain_function_may_carry_its_action(self):
        def page(request):
            return HttpResponse("ran")

        page.action = Action.STATION_VIEW
        assert action_of(page) is Action.STATION_VIEW
        page.action = "station.view as plain text"
        assert action_of(page) is None

    def test_the_chain_goes_on(self):
        assert GuardMiddleware(lambda request: HttpResponse("ran"))(RequestFactory().get("/")).content == b"ran"


class TestCheck:
    def test_the_platform_as_it_stands(self):
        assert checks.every_view_declares_an_action() == []

    def test_an_unmarked_view_is_named(self, monkeypatch):
        class Resolver:
            url_patterns = [path("a/", Marked.as_view(), name="a"), path("b/", Unmarked.as_view(), name="b")]

        monkeypatch.setattr(checks, "get_resolver", Resolver)
        found = checks.every_view_declares_an_action()
        assert [(one.id, one.msg) for one in found] == [
            ("access.E001", "页面 b（b/）没有声明 action，也不在 access/public.py 的公开清单里。")
        ]

    def test_something_else_in_the_patterns_is_passed_over(self):
        class Resolver:
            url_patterns = [object()]

        assert list(checks.walk_urls(Resolver())) == []


class TestCaching:
    @pytest.mark.parametrize("address", ["/", "/stations/", "/accounts/users/", "/nowhere/"])
    def test_what_was_shown_is_kept_by_no_browser(self, county_officer, address):
        assert county_officer.client.get(address)["Cache-Control"] == "private, no-store"

    def test_downloads_made_on_the_spot(self, county_officer):
        for address in ("/stations/roster/template.xlsx", "/accounts/users/export.xlsx"):
            assert "no-store" in county_officer.client.get(address)["Cache-Control"]


class TestClientAddress:
    def ask(self, **meta):
        return client_address(RequestFactory().get("/", **meta))

    def test_without_a_proxy_a_claim_is_ignored(self):
        assert self.ask(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4") == "10.0.0.1"

    def test_behind_the_proxy_its_own_word_counts(self, settings):
        settings.BEHIND_TLS = True
        assert self.ask(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 1.2.3.4") == "1.2.3.4"
        assert self.ask(REMOTE_ADDR="10.0.0.1") == "10.0.0.1"
