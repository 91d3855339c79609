"""Every address declares its action or stands on the public list with a reason; nothing on the list is stale."""

from liangzhan.access.checks import walk_urls
from liangzhan.access.middleware import action_of
from liangzhan.access.public import PUBLIC_URLS


def test_every_url_declares_an_action_or_is_public():
    open_doors = {name for name, _, view in walk_urls() if action_of(view) is None and name not in PUBLIC_URLS}
    assert open_doors == set()


def test_every_url_has_a_name():
    assert {text for name, text, _ in walk_urls() if name.endswith("None")} == set()


def test_the_public_list_is_not_stale():
    assert set(PUBLIC_URLS) - {name for name, _, _ in walk_urls()} == set()


def test_every_public_url_has_a_reason():
    assert {name for name, reason in PUBLIC_URLS.items() if not reason} == set()
