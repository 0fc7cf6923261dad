"""Forms of the right to challenge."""
