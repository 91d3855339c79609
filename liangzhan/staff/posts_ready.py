"""Everything that posts and qualification register when the platform starts."""

from liangzhan.staff import persons, posts_cards
from liangzhan.staff.panels import posts as panels  # noqa: F401 -- registers its panels
from liangzhan.toolkit.schedule import every


def register() -> None:
    """Called once when the platform starts."""
    persons.register()
    posts_cards.register()
    every("staff.tasks.posts.nightly", title="核对人员岗位和登记期限", at="01:10")
