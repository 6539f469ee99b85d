"""Passkeys, which open an account by themselves."""
