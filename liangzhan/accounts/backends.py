"""Password check behind the lock counter. The only backend: another one after it would let a locked name in."""

from django.contrib.auth.backends import ModelBackend

from liangzhan.accounts.queries import locked_until
from liangzhan.accounts.services.locking import clear_failures, count_failure


class LockingBackend(ModelBackend):
    """Refuses a locked user name even with the right password; counts failures in a table that all workers share."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if not username or password is None or locked_until(username):
            return None
        user = super().authenticate(request, username=username, password=password, **kwargs)
        if user is None:
            count_failure(username=username)
            return None
        clear_failures(username=username)
        return user

    def has_perm(self, user_obj, perm, obj=None):
        """Django's own permissions are not used: access.roles is the only table."""
        return False
