"""Pages of the group and its dossier."""

from incubator.cooperatives.views import absences, coaching, dossier, group, people
from incubator.cooperatives.views.blueprint import pages

__all__ = ["absences", "coaching", "dossier", "group", "pages", "people"]
