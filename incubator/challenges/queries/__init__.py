"""What is known of tasks, authorities and their rules."""
