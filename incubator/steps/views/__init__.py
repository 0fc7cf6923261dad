"""Pages of the steps."""

from incubator.steps.views import assemblies, commitments, dreams, network, progress, registers, report, trees, votes
from incubator.steps.views.blueprint import pages

__all__ = [
    "assemblies",
    "commitments",
    "dreams",
    "network",
    "pages",
    "progress",
    "registers",
    "report",
    "trees",
    "votes",
]
