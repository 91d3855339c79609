"""The second factor typed in: counted like passwords, or six digits would be found by trying."""

from __future__ import annotations

from allauth.mfa.base import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from liangzhan.accounts.queries import codes_key, locked_until
from liangzhan.accounts.rules import lock_sentence
from liangzhan.accounts.services.locking import clear_failures, count_failure


class CountedCode:
    """Refuses while the codes of this user are locked, even the right one; counts the wrong ones."""

    def clean_code(self):
        key = codes_key(self.user)
        if until := locked_until(key):
            raise ValidationError(lock_sentence(timezone.localtime(until), "口令"), code="locked")
        try:
            code = super().clean_code()
        except ValidationError:
            if until := count_failure(username=key, user=self.user):
                raise ValidationError(lock_sentence(timezone.localtime(until), "口令"), code="locked") from None
            raise
        clear_failures(username=key)
        return code


class AuthenticateForm(CountedCode, forms.AuthenticateForm):
    """The second step of signing in."""


class ReauthenticateForm(CountedCode, forms.ReauthenticateForm):
    """Asked again before something that matters."""
