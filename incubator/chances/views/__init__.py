"""Pages of the chances of a neighbourhood."""

from incubator.chances.views import chances, demand, proposals, public
from incubator.chances.views.blueprint import pages

__all__ = ["chances", "demand", "pages", "proposals", "public"]
