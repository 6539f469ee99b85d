"""Today: the habits of a day, both partners' ticks, and the streaks."""
