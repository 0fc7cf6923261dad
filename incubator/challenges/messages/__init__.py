"""Words for the pages, mails and documents of the right to challenge."""
