"""Start pages, and the manager's view of what runs by itself."""

from incubator.home.views import front
from incubator.home.views.blueprint import pages

__all__ = ["front", "pages"]
