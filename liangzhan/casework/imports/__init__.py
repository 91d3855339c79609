"""Workbooks of old ledgers."""
