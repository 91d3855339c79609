"""The strict client refuses pages that break the habits and lets good ones through."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import requires_csrf_token

from liangzhan.access.public import PUBLIC_URLS
from tests.harness.client import StrictClient


def good(request):
    return HttpResponse("<p>好</p>")


def inline(request):
    return HttpResponse("<script>alert(1)</script>")


@requires_csrf_token
def greedy(request):
    from liangzhan.divisions.models import Division

    for _ in range(26):
        Division.objects.exists()
    return HttpResponse("<p>好</p>")


urlpatterns = [
    path("good/", good, name="t-good"),
    path("inline/", inline, name="t-inline"),
    path("greedy/", greedy, name="t-g"),
]


@pytest.fixture(autouse=True)
def _own_urls(settings, monkeypatch):
    settings.ROOT_URLCONF = __name__
    for name in ("t-good", "t-inline", "t-g"):
        monkeypatch.setitem(PUBLIC_URLS, name, "only here")


def test_a_good_page(client):
    assert client.get("/good/").status_code == 200
    assert client.queries == 0


def test_inline_script(client):
    with pytest.raises(AssertionError, match="/inline/: line 1: inline script"):
        client.get("/inline/")


def test_too_many_queries(client):
    with pytest.raises(AssertionError, match="/greedy/: 26 queries, more than 25"):
        client.get("/greedy/")
    with client.allow(26):
        assert client.get("/greedy/").status_code == 200
    assert client.most_queries == 25


@pytest.mark.parametrize("more", [{}, {"secure": True}, {"SERVER_NAME": "localhost"}])
def test_a_post_carries_its_token(client, more):
    assert client.post("/good/", {"a": 1}, **more).status_code == 200


def test_a_post_without_token_is_refused(db):
    assert Client(enforce_csrf_checks=True, raise_request_exception=False).post("/good/").status_code == 403
    assert isinstance(StrictClient(), Client)
