"""Workbooks and papers that go out."""
