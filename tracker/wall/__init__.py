"""The wall: notes of appreciation from each to the other."""
