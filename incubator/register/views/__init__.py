"""Pages of the member register, and of the deed that opens it."""

from incubator.register.views import board, deeds, members, returned, signing
from incubator.register.views.members import pages

__all__ = ["board", "deeds", "members", "pages", "returned", "signing"]
