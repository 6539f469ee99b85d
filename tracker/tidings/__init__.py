"""What one does for the other is told to them, once."""
