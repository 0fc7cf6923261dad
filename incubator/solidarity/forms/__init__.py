"""Forms of a solidarity fund."""
