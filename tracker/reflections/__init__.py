"""Reflections: private entries, guided or free, that are shared one by one or never."""
