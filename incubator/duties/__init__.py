"""The year of a cooperative: every term of law and statutes with its day, whose turn it is, and whether it was done."""
