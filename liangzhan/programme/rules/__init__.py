"""Rules of the construction programme, by noun."""
