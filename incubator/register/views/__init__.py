"""Pages of the member register, and of the deed that opens it."""

from incubator.register.views import bringing, deeds, entries, joining, leaving, members, own, returned
from incubator.register.views.blueprint import pages

__all__ = ["bringing", "deeds", "entries", "joining", "leaving", "members", "own", "pages", "returned"]
