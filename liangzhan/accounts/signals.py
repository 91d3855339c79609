"""What rooms above may want to hear of; accounts does not know them."""

from django.dispatch import Signal

post_handed_over = Signal()  # old: Grant, new: Grant, by: Actor; sent inside the transaction
