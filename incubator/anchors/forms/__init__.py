"""What is asked about anchors, their lists, and what people know besides. Choices are passed in."""
