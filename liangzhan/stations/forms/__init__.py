"""Shapes of input; each form is followed by one service."""
