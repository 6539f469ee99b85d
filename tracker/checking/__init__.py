"""Looks through the database: whether every rule that the design states holds there, and what can be mended."""
