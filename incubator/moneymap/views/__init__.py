"""Pages of the money map."""

from incubator.moneymap.views import awards, bringing, flows, nodes, overview, studies, versions
from incubator.moneymap.views.blueprint import pages

__all__ = ["awards", "bringing", "flows", "nodes", "overview", "pages", "studies", "versions"]
