"""Documents of the right to challenge."""
