"""What members put in and what the year leaves: capital accounts, the distribution of a surplus or a loss, leaving."""
