"""Serves Tend: one lean process that watches, and workers that answer."""
