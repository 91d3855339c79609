"""Numbers without gaps, one locked counter row per series."""

from django.db import transaction

from liangzhan.toolkit.models import NumberSeries


def next_number(series: str) -> int:
    """The next number of the series (1, 2, …), taken in the caller's transaction: it comes back if that fails."""
    with transaction.atomic():
        NumberSeries.objects.get_or_create(series=series)
        row = NumberSeries.objects.select_for_update(of=("self",)).get(series=series)
        row.last += 1
        row.save(update_fields=["last"])
        return row.last
