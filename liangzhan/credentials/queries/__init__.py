"""Reading what persons hold."""
