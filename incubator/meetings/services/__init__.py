"""What changes meetings. Nothing here commits."""
