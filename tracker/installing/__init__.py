"""How Tend is put on a home screen."""
