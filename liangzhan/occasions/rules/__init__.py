"""May somebody check in, and when: pure questions without a query or a clock."""
