"""Pages of public notices."""

from incubator.notices.views import organisations, reading, saved
from incubator.notices.views.blueprint import pages

__all__ = ["organisations", "pages", "reading", "saved"]
