"""Words and pictures of anchors and of what they buy."""
