"""What waits on the desk, by noun. Importing this package registers every panel."""

from liangzhan.programme.panels import acceptance, construction, october  # noqa: F401
