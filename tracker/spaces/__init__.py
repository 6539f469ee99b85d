"""The space two partners share: founding it, inviting, joining, leaving."""
