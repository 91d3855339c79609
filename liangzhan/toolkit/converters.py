"""Parts of addresses that several rooms use."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class WordConverter(StringConverter):
    """A code of ours: A10, ATTENDANCE."""

    regex = "[A-Z][A-Z0-9_]*"


def register_converters() -> None:
    """Called once when the platform starts, before any address is read."""
    register_converter(WordConverter, "word")
