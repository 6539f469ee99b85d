"""Coming in by an invitation: looking at it, accepting it, and the wait for a yes."""
