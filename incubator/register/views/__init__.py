"""Pages of the member register, and of the deed that opens it."""

from incubator.register.views import deeds, members, returned
from incubator.register.views.members import pages

__all__ = ["deeds", "members", "pages", "returned"]
