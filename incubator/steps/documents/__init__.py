"""Pictures, Word documents and tables of the steps."""
