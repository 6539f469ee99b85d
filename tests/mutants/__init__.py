"""Whether the tests bite: single changes to the code, each of which should fail a test."""
