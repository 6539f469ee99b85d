"""Ideas for dates, ours to look through and a jar of one's own to draw from."""
