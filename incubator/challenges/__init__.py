"""The right to challenge (uitdaagrecht): whether and why a public task could be taken over, and by which local rules."""
