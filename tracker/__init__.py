"""Tend: a space for two people who want to be close again."""
