"""What a service refuses with."""

import pytest

from liangzhan.toolkit.errors import RuleBroken


def refusal(service, **given):
    """(sentence, field) of the refusal."""
    with pytest.raises(RuleBroken) as caught:
        service(**given)
    return " ".join(caught.value.reasons), caught.value.field
