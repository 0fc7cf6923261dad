"""Pages of a loan fund."""

from incubator.lending.views import applying, borrowing, deciding, funds, loans, money, papers, people
from incubator.lending.views.blueprint import pages

__all__ = ["applying", "borrowing", "deciding", "funds", "loans", "money", "pages", "papers", "people"]
