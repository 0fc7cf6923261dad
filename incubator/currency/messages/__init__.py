"""What stands on pages about a currency, in words."""
