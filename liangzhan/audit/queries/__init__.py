"""Reading the record: `search` for the pages of the audit administrator, `chain` for the seals."""
