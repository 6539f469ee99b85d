"""Files that somebody brings in: how large they may be."""

MOST_BYTES = 128 * 2**20  # an export of two whose walls are full of pictures
A_PART = 4 * 2**20  # so much of it is written at once
MOST_CLAIMS = 900_000  # bytes once packed, of what a file says of two: more than thirty years of two come to
