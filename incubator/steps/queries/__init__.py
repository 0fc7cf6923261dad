"""Reading the steps."""
