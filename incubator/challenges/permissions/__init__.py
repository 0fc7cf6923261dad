"""Who may do what with the right to challenge."""
