"""A summary of two pages for a therapist, of what both agree to."""
