"""What the room registers when the platform starts, by noun."""

from liangzhan.volunteers import ready_activities, ready_certificates, ready_hours, ready_register, ready_training


def register() -> None:
    """Called once."""
    ready_register.register()
    ready_activities.register()
    ready_hours.register()
    ready_certificates.register()
    ready_training.register()
