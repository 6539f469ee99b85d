"""Days to remember, each year."""
