"""Reminders: when somebody wants to be reminded of what, and in which ways."""
