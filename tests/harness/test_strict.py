"""The harness itself: a page, a query or a connection that breaks the habits is caught."""

import socket

import pytest

from tests.harness.pages import problems_of


@pytest.mark.parametrize(
    ("html", "problems"),
    [
        ("<p class='a'>好</p><script src='/static/a.js'></script>", []),
        ("<script type='application/json'>{}</script>", []),
        ("<p style='color:red'>", ["line 1: inline style on <p>"]),
        ("<style>p{}</style>", ["line 1: inline style on <style>"]),
        ("<script>alert(1)</script>", ["line 1: inline script"]),
        ("<a onclick='x()'>", ["line 1: inline script in onclick of <a>"]),
        ("<a href='javascript:x()'>", ["line 1: inline script in href of <a>"]),
        ("<form method='post'></form>", ["line 1: a form that posts has no CSRF token"]),
        ("<form method='post'><input name='csrfmiddlewaretoken' value='x'></form>", []),
        ("<form method='get'></form>", []),
    ],
)
def test_pages_are_read(html, problems):
    assert problems_of(html) == problems


def test_no_network():
    with pytest.raises(Exception, match="198.51.100.1"):
        socket.create_connection(("198.51.100.1", 80), timeout=1)


def test_unordered_rows_come_back_shuffled(db):
    from liangzhan.divisions.models import Division

    orders = {tuple(Division.objects.values_list("code", flat=True)) for _ in range(5)}
    assert len(orders) > 1
    ordered = {tuple(Division.objects.order_by("code").values_list("code", flat=True)) for _ in range(5)}
    assert len(ordered) == 1


def test_small_divisions(db):
    from django.db.models import Count

    from liangzhan.divisions.models import Division

    levels = Division.objects.values_list("level").annotate(count=Count("pk")).order_by("level")
    assert dict(levels) == {"PROVINCE": 1, "CITY": 14, "COUNTY": 30, "STREET": 90, "COMMUNITY": 360}


def test_a_committed_database_of_its_own(committed_db):
    from django.db import connection

    from liangzhan.divisions.models import Division

    assert connection.settings_dict["NAME"] == committed_db.name
    Division.objects.filter(level="COMMUNITY").delete()
    connection.close()
    assert not Division.objects.filter(level="COMMUNITY").exists()


def test_the_next_test_sees_the_template_again(db):
    from liangzhan.divisions.models import Division

    assert Division.objects.filter(level="COMMUNITY").count() == 360
