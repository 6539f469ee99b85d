"""Leaving at once, with nothing left behind on the screen."""
