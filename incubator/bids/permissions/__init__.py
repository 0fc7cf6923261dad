"""Who may do what with bids and contracts."""
