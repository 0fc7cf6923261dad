"""Pages of a neighbourhood."""

from incubator.neighbourhood.views import buildings, groups, people, places, public, stories
from incubator.neighbourhood.views.blueprint import pages

__all__ = ["buildings", "groups", "pages", "people", "places", "public", "stories"]
