"""One file of factories per room; a factory writes rows directly and has no surprises."""
