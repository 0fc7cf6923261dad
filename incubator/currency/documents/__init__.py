"""Files about a currency."""
