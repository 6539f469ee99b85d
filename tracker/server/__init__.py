"""Serves Tend: one lean process that watches, workers that answer, and a nursery where there are several."""
