"""Larger reads of the programme, by noun."""
