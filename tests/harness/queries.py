"""What we ask of every query while tests run."""

import random
import sys

import pytest
from django.db.models import QuerySet

_fetch_all = QuerySet._fetch_all
_select_for_update = QuerySet.select_for_update


def _fetch_all_shuffled(self: QuerySet) -> None:
    """A queryset without an order comes back in another order each run, so nobody relies on luck."""
    fresh = self._result_cache is None
    _fetch_all(self)
    if fresh and len(self._result_cache) > 1 and not self.ordered:
        random.shuffle(self._result_cache)


def _select_for_update_named(self: QuerySet, *args: object, **kwargs: object) -> QuerySet:
    """Our own code must say which tables it locks; libraries may do as they like."""
    frame = sys._getframe(1)
    if frame.f_globals["__name__"] == "django.db.models.manager":  # Model.objects.select_for_update()
        frame = frame.f_back
    caller = frame.f_globals["__name__"]
    if caller.startswith("liangzhan.") and not kwargs.get("of"):
        raise AssertionError(f'{caller}: select_for_update must name its tables, e.g. of=("self",)')
    return _select_for_update(self, *args, **kwargs)


@pytest.fixture(autouse=True)
def _strict_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QuerySet, "_fetch_all", _fetch_all_shuffled)
    monkeypatch.setattr(QuerySet, "select_for_update", _select_for_update_named)
