"""Larger reads of the register, by noun."""
