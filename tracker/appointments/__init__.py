"""Appointments with somebody who helps, and what to take along to them."""
