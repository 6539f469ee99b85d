"""Habits: planting, ticking, and the streaks that follow."""
