"""What an export is made of, and what all need who gather for one, look through one, or bring one back."""
