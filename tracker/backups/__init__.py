"""Backups: made while Tend runs, kept for some weeks, put back without what was taken back since."""
