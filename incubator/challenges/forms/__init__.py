"""What people fill in about the right to challenge."""
