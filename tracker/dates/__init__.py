"""Dates: planned time together, and ideas for it."""
