"""The talk: two people speak and listen in turns, on one phone or two."""
