"""What waits on the desk, by noun. Importing this package registers every panel."""

from liangzhan.programme.panels import construction  # noqa: F401
