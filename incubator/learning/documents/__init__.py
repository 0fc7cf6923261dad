"""Word documents that are made of what groups wrote in lessons."""
