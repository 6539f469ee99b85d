"""Files that somebody brings in: how large they may be."""

MOST_BYTES = 128 * 2**20  # an export of two whose walls are full of pictures
A_PART = 4 * 2**20  # so much of it is written at once
MOST_CLAIMS = 6_000_000  # characters, of what a file says of two: more than all that two have room for tells
