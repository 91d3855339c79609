"""What several pages of the room share."""

from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.credentials.queries.people import holder_of
from liangzhan.toolkit.periods import today


def uuid_or_none(text):
    """What an address names, or None for what is no uuid."""
    try:
        return UUID(text)
    except ValueError:
        return None


class Goes:
    """Where one goes afterwards, and back to without saving."""

    goes_to = ""
    draft = False

    def get_success_url(self):
        return reverse(f"credentials:{self.goes_to}")

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), draft=self.draft, **kwargs)


class OfPerson(Goes):
    """The person of the address at a station where the reader holds the verb, else 404."""

    @cached_property
    def holder(self):
        found = holder_of(self.actor, self.action, self.kwargs["uuid"], on=today())
        if found is None:
            raise Http404("没有找到这个人，或者不在您的范围内。")
        return found
