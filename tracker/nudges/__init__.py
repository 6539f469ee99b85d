"""Thinking of the other: one tap, once a day."""
