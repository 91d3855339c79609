"""Who is asking: the actor is resolved once per request."""

from django.utils.functional import SimpleLazyObject

from liangzhan.access.actor import ANONYMOUS
from liangzhan.accounts.queries import actor_of
from liangzhan.toolkit.periods import today


class ActorMiddleware:
    """Puts `request.actor` in place, lazily: a static or public page asks the database nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: self._actor(request))
        return self.get_response(request)

    def _actor(self, request):
        if not request.user.is_authenticated:
            return ANONYMOUS
        return actor_of(request.user, on=today())
