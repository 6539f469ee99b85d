"""Tend as it looks after half a year: two people who do not exist, and what they have lived."""
