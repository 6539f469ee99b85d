"""The rainy-day jar."""
