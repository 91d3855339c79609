"""What goes out: rosters, awards, papers to sign."""
