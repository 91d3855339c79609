"""What certificates and stars offer to the platform when it starts: settings, menu, own pages."""

from liangzhan.volunteers.settings_certificates import declare_certificates


def register() -> None:
    """Called once from `ready`."""
    declare_certificates()
