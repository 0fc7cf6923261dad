"""What travels between the modules of the steps."""
