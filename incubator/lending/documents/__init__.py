"""Pictures, Word documents and tables of a loan fund."""
