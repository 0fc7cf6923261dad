"""Pages of capital: accounts, a year that is divided, who leaves, and what may go wrong."""

from incubator.capital import models
from incubator.capital.views.blueprint import pages

__all__ = ["models", "pages"]
