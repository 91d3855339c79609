"""Deeds of the programme, by noun."""
