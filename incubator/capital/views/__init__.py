"""Pages of capital: accounts, a year that is divided, who leaves, and what may go wrong."""

from incubator.capital.views import accounts, exports, hours_file, leaving, looking_ahead, years
from incubator.capital.views.blueprint import pages

__all__ = ["accounts", "exports", "hours_file", "leaving", "looking_ahead", "pages", "years"]
