"""Pauses: days on which nothing is asked, set, ended and taken away."""
