"""Workbooks that come in."""
