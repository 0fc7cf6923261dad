"""Pages of a currency."""

from incubator.currency.views import accounts, deciding, market, paying, places, statements
from incubator.currency.views.blueprint import pages

__all__ = ["accounts", "deciding", "market", "pages", "paying", "places", "statements"]
