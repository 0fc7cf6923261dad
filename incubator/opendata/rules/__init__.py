"""Reading what somebody asks of a dataset: filters, how much, and from where. Plain Python."""

from incubator.opendata.rules.asking import DEFAULT_LIMIT, MOST, WrongQuestion, read_request
from incubator.opendata.rules.cursors import cursor_after

__all__ = ["DEFAULT_LIMIT", "MOST", "WrongQuestion", "cursor_after", "read_request"]
