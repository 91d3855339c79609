"""What the platform learns of certificates when it starts: menu, desk, settings, persons merged or forgotten, ledger."""


def register() -> None:
    """Called once from `ready`."""
