"""Measures Tend's pages on the server that people run, against the least that a page can cost."""
