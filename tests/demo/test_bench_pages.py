"""Every page that `make bench` measures answers on the small demo, and within the number of queries of a page."""

import pytest

from bench.pages import PAGES, ROWS
from liangzhan.accounts.middleware import SEEN_KEY


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_answers(demo, page):
    response = demo.client(page.login).get(page.address())
    assert response.status_code == 200


def test_the_first_hit_of_a_minute_writes_the_session_and_stays_within_the_limit(demo):
    client = demo.client("city")
    session = client.session
    session[SEEN_KEY] = 1
    session.save()
    client.get("/")
    assert (client.queries <= client.most_queries, client.session[SEEN_KEY] > 1) == (True, True)


def test_no_row_is_stale():
    assert {name for page in PAGES for name in page.rows.values()} == set(ROWS)
