"""Words, pictures and paragraphs of the money map."""
