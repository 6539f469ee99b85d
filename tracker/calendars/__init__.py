"""Calendars: one secret address a person, which calendar programs subscribe to."""
