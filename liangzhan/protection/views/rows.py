"""Rows reached by uuid: a running number in an address would tell how many there are."""

from django.http import Http404
from django.utils.functional import cached_property

MISSING = "没有找到这条记录，或者它不在您的范围内。"


class ByUuid:
    """`uuid` in the address; what is not within reach is not there (404)."""

    @cached_property
    def row(self):
        found = (
            self.get_rows().within(self.scope, self.row_action or self.action).filter(uuid=self.kwargs["uuid"]).first()
        )
        if found is None:
            raise Http404(MISSING)
        return found
