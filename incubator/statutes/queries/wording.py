"""In which words answers are put: those of the library as it is now, or as it was, or those that a version keeps."""

from dataclasses import replace
from functools import cache

from sqlalchemy import select

from incubator.core.db import db
from incubator.core.prepared import Question
from incubator.statutes.models import ClauseProposal, StatutesVersion
from incubator.statutes.values import Statutes
from incubator.statutes.values.library_changes import LibraryChange
from incubator.statutes.values.proposals import ClauseProposalState
from incubator.statutes.values.written import StatutesWording, kept_articles


def accepted_changes() -> tuple[LibraryChange, ...]:
    """Every accepted change of the library, in the order in which they were accepted."""
    # Asked each time: another process may have accepted one since. What is made of them is remembered by their content.
    return tuple(proposal.as_change() for proposal in db.session.scalars(_accepted()))


@cache
def _accepted() -> Question:
    statement: Question = select(ClauseProposal)
    accepted = ClauseProposal.state == ClauseProposalState.ACCEPTED
    return statement.where(accepted).order_by(ClauseProposal.library_version)


def wording_now() -> StatutesWording:
    """The library with all that was accepted."""
    changes = accepted_changes()
    return StatutesWording(changes, library_version=len(changes))


def wording_at(library_version: int) -> StatutesWording:
    """The library as it was when no more than so many changes had been accepted."""
    return StatutesWording(accepted_changes()[:library_version], library_version=library_version)


def wording_of(fixed: StatutesVersion) -> StatutesWording:
    """The articles that a version keeps."""
    return StatutesWording(kept=kept_articles(fixed.articles), library_version=fixed.library_version)


def in_words(statutes: Statutes, wording: StatutesWording | None = None) -> Statutes:
    """These statutes in other words; without any, in those of now."""
    return replace(statutes, wording=wording or wording_now())
