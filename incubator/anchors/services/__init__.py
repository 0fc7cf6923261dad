"""Writing anchors down, storing what they bought, and making it public."""
