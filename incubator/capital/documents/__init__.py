"""Documents of capital, in Dutch."""
