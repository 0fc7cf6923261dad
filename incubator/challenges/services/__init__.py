"""What changes what is known of the right to challenge. Nothing here commits."""
