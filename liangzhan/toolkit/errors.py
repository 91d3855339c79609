"""One refusal for all rules."""


class RuleBroken(Exception):
    """A rule refuses. `reasons` are Chinese sentences that say what is wrong and how to mend it; `field` names a form field."""

    def __init__(self, *reasons: str, field: str = "") -> None:
        super().__init__(*reasons)
        self.reasons = reasons
        self.field = field
