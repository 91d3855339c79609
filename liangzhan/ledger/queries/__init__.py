"""Reading the ledger: figures from cells, and from entries where cells do not reach."""
