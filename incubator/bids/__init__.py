"""Bids: from a notice that fits to a set of documents, and what became of it."""
