"""Pages of partnerships."""

from incubator.partnerships.views import answering, deciding, group, parties, proposing, public, showing
from incubator.partnerships.views.blueprint import pages

__all__ = ["answering", "deciding", "group", "pages", "parties", "proposing", "public", "showing"]
