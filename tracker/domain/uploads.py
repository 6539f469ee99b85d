"""Files that somebody brings in: how large they may be."""

MOST_BYTES = 128 * 2**20  # an export of two whose walls are full of pictures
