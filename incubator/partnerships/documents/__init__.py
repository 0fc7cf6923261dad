"""Documents of partnerships."""
