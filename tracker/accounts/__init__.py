"""Accounts: registering, logging in and out, and a forgotten password."""
