"""Posting vouchers, and keeping the cells in step."""
