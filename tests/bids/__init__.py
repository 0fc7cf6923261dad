"""Tests of bids: from a match to a document, and what became of it."""
