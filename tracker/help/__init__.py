"""Asking for professional help: places to turn to, and appointments."""
