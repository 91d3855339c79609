"""Sessions without the sign-in form; the form, the lock and the second factor are tested in tests/accounts."""

import time
from typing import Any

from tests.harness.client import StrictClient


def signed_in_client(user: Any, *, second_factor: bool = True) -> StrictClient:
    """A strict client with a session of the user, as allauth leaves it after password and second factor."""
    client = StrictClient()
    client.force_login(user, backend="liangzhan.accounts.backends.LockingBackend")
    methods = [{"method": "password", "at": time.time(), "username": user.get_username()}]
    if second_factor:
        methods.append({"method": "mfa", "at": time.time(), "type": "totp"})
    session = client.session
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
