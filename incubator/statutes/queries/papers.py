"""The papers beside the deed, out of what a group answered."""

from dataclasses import dataclass

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.statutes.documents.papers import Paper


@dataclass(frozen=True, slots=True)
class PaperOfGroup:
    """A paper of a group."""

    group: Cooperative
    paper: Paper


def paper_of_group(viewer: User, slug: str, paper: str) -> PaperOfGroup | None:
    """A paper that exists, of a group within sight. A loader for `guarded`."""
    group = cooperatives_queries.cooperative(viewer, slug)
    if group is None or paper not in set(Paper):
        return None
    return PaperOfGroup(group, Paper(paper))
