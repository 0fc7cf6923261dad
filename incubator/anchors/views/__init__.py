"""Pages of the anchors of a neighbourhood."""

from incubator.anchors.views import bringing, institutions, overview, papers, parts, purchases
from incubator.anchors.views.blueprint import pages

__all__ = ["bringing", "institutions", "overview", "pages", "papers", "parts", "purchases"]
