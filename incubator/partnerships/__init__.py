"""Public-civic partnerships (publiek-civiele samenwerking): who carries what together, on which terms, and how it ends."""
