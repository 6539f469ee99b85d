"""Mails: sent as they come due, and how hosts and addresses are written in them. Accounts write them."""
