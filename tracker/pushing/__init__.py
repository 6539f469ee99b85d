"""Notices on a device: which has them switched on, and how one is sent there."""
