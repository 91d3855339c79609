"""Batches and receipts of the bridge."""

from liangzhan.exchange.models.bridge import Batch, BatchItem, Receipt

__all__ = ["Batch", "BatchItem", "Receipt"]
