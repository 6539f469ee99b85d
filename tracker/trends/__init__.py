"""How the weeks have gone, in pictures and in numbers."""
