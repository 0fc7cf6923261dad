"""Verbs of a book. Nothing here commits; who and when are arguments. Each locks the book first, so that two at once follow each other."""

from incubator.ledger.services.opening import close_period, open_account, open_book, open_scoped_book, set_limits
from incubator.ledger.services.posting import post, reverse

__all__ = ["close_period", "open_account", "open_book", "open_scoped_book", "post", "reverse", "set_limits"]
