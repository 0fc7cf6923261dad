"""What each indicator is, how it is reckoned, and what of it everyone may see."""
