"""Forms of the right to challenge; choices are passed in."""
