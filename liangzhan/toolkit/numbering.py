"""Numbers without gaps, one locked counter row per series."""

from django.db import transaction

from liangzhan.toolkit.models import NumberSeries


def next_number(series: str) -> int:
    """The next number of the series (1, 2, …), taken in the caller's transaction: it comes back if that fails."""
    return next_numbers(series, 1)[0]


def next_numbers(series: str, count: int) -> range:
    """The next `count` numbers at once, in as many statements as one of them takes."""
    with transaction.atomic():
        NumberSeries.objects.get_or_create(series=series)
        row = NumberSeries.objects.select_for_update(of=("self",)).get(series=series)
        row.last += count
        row.save(update_fields=["last"])
        return range(row.last - count + 1, row.last + 1)
