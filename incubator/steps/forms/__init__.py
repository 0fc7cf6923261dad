"""Forms of the steps."""
