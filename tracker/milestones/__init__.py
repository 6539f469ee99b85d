"""Milestones: what two have come to, told once to each."""
