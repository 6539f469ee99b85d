"""Confirming that an address is somebody's, by a code that is sent there."""
