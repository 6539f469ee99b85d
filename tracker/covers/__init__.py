"""Covers: one of two stands in for the other on a day."""
