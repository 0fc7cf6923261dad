"""Pages of a neighbourhood."""

from incubator.neighbourhood.views import places
from incubator.neighbourhood.views.blueprint import pages

__all__ = ["pages", "places"]
