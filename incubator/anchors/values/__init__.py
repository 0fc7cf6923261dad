"""What pages, rules and other features know of anchors and of what they buy."""
