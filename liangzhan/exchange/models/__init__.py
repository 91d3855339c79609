"""Batches and receipts of the bridge; keys and calls of the record API."""

from liangzhan.exchange.models.api import ApiCall, ApiToken
from liangzhan.exchange.models.bridge import Batch, BatchItem, Receipt

__all__ = ["ApiCall", "ApiToken", "Batch", "BatchItem", "Receipt"]
