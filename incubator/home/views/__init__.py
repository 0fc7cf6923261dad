"""Start pages, and the manager's view of what runs by itself."""

from incubator.home.views import agenda, front, operations, sitemap
from incubator.home.views.blueprint import pages

__all__ = ["agenda", "front", "operations", "pages", "sitemap"]
