"""Papers, tables and pictures of a solidarity fund."""
