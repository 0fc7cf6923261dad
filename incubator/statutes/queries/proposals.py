"""Reads about the clause library and the proposals for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.accounts.queries import managers
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.statutes.documents.library import library, library_files
from incubator.statutes.documents.library_changes import changed_articles, text_of_clause
from incubator.statutes.documents.library_use import stands_in
from incubator.statutes.documents.linting.proposals import JudgedProposal, LibraryClause, clause_in, judge_proposal
from incubator.statutes.models import ClauseProposal, StatutesDraft
from incubator.statutes.queries.radar import all_groups
from incubator.statutes.queries.wording import accepted_changes, in_words, wording_now
from incubator.statutes.values import read
from incubator.statutes.values.findings import article_in_words
from incubator.statutes.values.library_changes import LibraryText
from incubator.statutes.values.proposals import ClauseProposalState
from incubator.statutes.values.written import StatutesWording


def known_clause(_viewer: User, clause: str) -> LibraryClause | None:
    """A clause of the library as it is now. A loader for `guarded`."""
    return clause_in(accepted_changes(), clause)


def proposal(_viewer: User, proposal_id: int) -> ClauseProposal | None:
    """A loader for `guarded`."""
    return db.session.get(ClauseProposal, proposal_id)


def proposals_for(clause: str) -> Sequence[ClauseProposal]:
    """What was proposed for a clause, the newest first."""
    statement = select(ClauseProposal).where(ClauseProposal.clause == clause).options(joinedload(ClauseProposal.author))
    return db.session.scalars(statement.order_by(ClauseProposal.id.desc())).all()


def waiting_proposals() -> Sequence[ClauseProposal]:
    """What waits for a decision, the oldest first."""
    statement = select(ClauseProposal).where(ClauseProposal.state == ClauseProposalState.PROPOSED)
    return db.session.scalars(statement.options(joinedload(ClauseProposal.author)).order_by(ClauseProposal.id)).all()


def waiting_by_clause(waiting: Sequence[ClauseProposal]) -> Counter[str]:
    return Counter(proposal.clause for proposal in waiting)


def library_version() -> int:
    """How many changes of the library have been accepted."""
    return db.session.scalar(select(func.max(ClauseProposal.library_version))) or 0


def unfitting_proposals() -> list[ClauseProposal]:
    """The accepted proposals that hold no longer, because the files of a release have another text there."""
    accepted = accepted_proposals()
    changes = [proposal.as_change() for proposal in accepted]
    numbers = {change.number for change in changed_articles(library_files(), changes).unfitting}
    return [proposal for proposal in accepted if proposal.library_version in numbers]


def searched_articles(words: str) -> list[dict[str, Any]]:
    """The articles of the library as it is now that hold these words, in their title, their law or a clause."""
    asked = words.casefold().split()
    return [article for article in library(accepted_changes()) if _holds(article, asked)]


def _holds(article: dict[str, Any], asked: Sequence[str]) -> bool:
    texts = [article["title"], article["plain"], article["plain_en"], *article["law"]]
    texts += map(article_in_words, article["law"])
    texts += map(text_of_clause, article["clause"])
    text = " ".join(texts).casefold()
    return all(word in text for word in asked)


@dataclass(frozen=True, slots=True)
class WeighedProposal:
    """A proposal with what a manager weighs: what the linter says, whether its text is still there, and whose drafts change."""

    proposal: ClauseProposal
    standing: LibraryClause | None
    judged: JudgedProposal
    groups: tuple[Cooperative, ...]

    @property
    def fits(self) -> bool:
        """Whether the clause still reads what the proposal was made upon."""
        return self.standing is not None and _fits(self.proposal, self.standing)


def weighed(made: ClauseProposal) -> WeighedProposal:
    """A proposal beside the library of now. What was decided on is not weighed again."""
    wording = wording_now()
    standing = clause_in(wording.changes, made.clause)
    if standing is None or not made.is_open:
        return WeighedProposal(made, standing, JudgedProposal(), ())
    judged = judge_proposal(standing, text_after(made, standing), wording.changes)
    return WeighedProposal(made, standing, judged, tuple(groups_with(made.clause, wording)))


def _fits(made: ClauseProposal, standing: LibraryClause) -> bool:
    """What a proposal leaves as it was may have changed meanwhile."""
    now, base = standing.text, made.base
    text_fits = base.text in {now.text, made.text}
    twins_fit = base.twins in {now.twins, made.proposed.twins}
    return text_fits and twins_fit


def text_after(made: ClauseProposal, standing: LibraryClause) -> LibraryText:
    """What a clause would read: what a proposal leaves as it was is as it is now."""
    now, base, proposed = standing.text, made.base, made.proposed
    text = now.text if proposed.text == base.text else proposed.text
    plain, plain_en = now.twins if proposed.twins == base.twins else proposed.twins
    return LibraryText(text, plain, plain_en)


def groups_with(clause: str, wording: StatutesWording) -> list[Cooperative]:
    """The groups whose draft has a clause; what was fixed as a version stays as it is."""
    groups = {group.id: group for group in all_groups()}
    # A manager's page may be slow where it must be right: every draft is written out.
    drafts = db.session.scalars(select(StatutesDraft).where(StatutesDraft.cooperative_id.in_(groups)))
    having = {draft.cooperative_id for draft in drafts if stands_in(clause, in_words(read(draft.answers), wording))}
    return [group for group in groups.values() if group.id in having]


def other_managers(viewer: User) -> list[User]:
    """Who else can decide."""
    return [manager for manager in managers() if manager.id != viewer.id]


def title_of(clause: str) -> str:
    """The title of the article that a clause stands in; a dash when a release took it away."""
    for article in library_files():
        if any(raw["id"] == clause for raw in article["clause"]):
            return str(article["title"])
    return "-"


def accepted_proposals() -> Sequence[ClauseProposal]:
    """Every accepted proposal, in the order in which they were accepted."""
    statement = select(ClauseProposal).where(ClauseProposal.state == ClauseProposalState.ACCEPTED)
    return db.session.scalars(statement.order_by(ClauseProposal.library_version)).all()
