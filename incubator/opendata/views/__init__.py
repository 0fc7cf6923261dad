"""The page that explains the open data, and the addresses that give it."""

from incubator.opendata.views import data, page
from incubator.opendata.views.blueprint import api, pages

__all__ = ["api", "data", "page", "pages"]
