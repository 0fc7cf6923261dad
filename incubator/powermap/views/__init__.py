"""Pages of the power map."""

from incubator.powermap.views import actors, bringing, proposals, relations, versions
from incubator.powermap.views.blueprint import pages

__all__ = ["actors", "bringing", "pages", "proposals", "relations", "versions"]
