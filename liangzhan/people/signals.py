"""What the room says to rooms above that tell people (as `accounts.signals`). Sent inside the transaction."""

from django.dispatch import Signal

categories_ran_out = Signal()  # station: Station, count: int, on: date, by: Actor
right_asked = Signal()  # request: RightsRequest, by: Actor
right_decided = Signal()  # request: RightsRequest, by: Actor; also when it was taken back
