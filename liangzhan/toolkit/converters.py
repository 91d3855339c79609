"""Parts of addresses that several rooms use."""

from django.urls import register_converter
from django.urls.converters import StringConverter, get_converters


class WordConverter(StringConverter):
    """A code of ours: A10, ATTENDANCE."""

    regex = "[A-Z][A-Z0-9_]*"


def register_converters() -> None:
    """Called when the platform starts, before any address is read; a test that isolates the apps starts it once more."""
    if "word" not in get_converters():
        register_converter(WordConverter, "word")
