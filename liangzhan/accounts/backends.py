"""Password check behind the lock counter."""

from django.contrib.auth.backends import ModelBackend


class LockingBackend(ModelBackend):
    """Refuses a locked user name; counts failures in a table that all workers share."""
