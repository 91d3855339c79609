"""Queries of the construction programme, by noun."""
