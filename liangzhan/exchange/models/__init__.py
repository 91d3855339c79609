"""Tokens, batches and receipts."""
