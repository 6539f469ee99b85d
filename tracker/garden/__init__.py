"""The garden: how far the two have come, in a picture."""
