"""Pages of public notices."""

from incubator.notices.views import reading, sources
from incubator.notices.views.blueprint import pages

__all__ = ["pages", "reading", "sources"]
