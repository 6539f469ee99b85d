"""A habit's history: its years, its days, and what was written about them."""
