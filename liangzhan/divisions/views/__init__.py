"""Pages of the register of units, by noun."""
