"""Settings: the person, the space, the account."""
