"""Pages of the group and its dossier."""

from incubator.cooperatives.views import dossier, group, people
from incubator.cooperatives.views.blueprint import pages

__all__ = ["dossier", "group", "pages", "people"]
