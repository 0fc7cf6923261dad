"""Documents of meetings."""
