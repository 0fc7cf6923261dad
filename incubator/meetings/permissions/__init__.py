"""Who may do what with a meeting."""
