"""What happens, when and where; who was there."""

from liangzhan.occasions.models.feed import CalendarFeed
from liangzhan.occasions.models.occasion import Occasion
from liangzhan.occasions.models.presence import Attendee, Presence, RollCall, SheetPage

__all__ = ["Attendee", "CalendarFeed", "Occasion", "Presence", "RollCall", "SheetPage"]
