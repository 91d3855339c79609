"""What the returns register when the platform starts."""

from liangzhan.reporting import settings_returns
from liangzhan.toolkit.schedule import every


def register() -> None:
    """Called once."""
    settings_returns.declare_parameters()
    every("reporting.tasks.draft_returns", title="报表自动生成", at="01:10")
