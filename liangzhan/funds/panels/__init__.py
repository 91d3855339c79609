"""What this room puts on the desk."""

from liangzhan.funds.panels import money, things

__all__ = ["money", "things"]
