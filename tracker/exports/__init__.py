"""Taking everything along: one file with all that somebody may see."""
