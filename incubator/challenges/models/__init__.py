"""What is stored of the right to challenge."""
