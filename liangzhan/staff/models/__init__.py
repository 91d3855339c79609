"""The people of a station, by noun."""

from liangzhan.staff.models.qualification import Certificate, Registration
from liangzhan.staff.models.worker import Post, Worker

__all__ = ["Certificate", "Post", "Registration", "Worker"]
