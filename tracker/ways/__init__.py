"""Ways: the ten beds with their tools, and one search over tools, settings, guide and one's own words."""
