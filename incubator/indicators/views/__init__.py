"""Pages of figures: of a neighbourhood, of all together, and those that everyone may read."""

from incubator.indicators.views import entering, fixing, overall, place, public
from incubator.indicators.views.blueprint import pages

__all__ = ["entering", "fixing", "overall", "pages", "place", "public"]
