"""The texts of the guide: one module for each strategy, one for the questions, one for the reminders.

Read them through ``tracker.catalogue.strategies``.
"""
