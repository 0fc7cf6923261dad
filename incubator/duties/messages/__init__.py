"""Words for duties, in the reader's language."""
