"""Habits: planting, ticking, pausing, and the streaks that follow."""
