"""Every page that `make bench` measures answers on the small demo, and within the number of queries of a page."""

import pytest

from bench.pages import PAGES, ROWS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_answers(demo, page):
    response = demo.client(page.login).get(page.address())
    assert response.status_code == 200


def test_no_row_is_stale():
    assert {name for page in PAGES for name in page.rows.values()} == set(ROWS)
