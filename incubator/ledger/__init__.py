"""Double entry: books with accounts, entries that always balance, periods that close."""
