"""Verbs of proposals for the clause library: propose, accept, decline, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from incubator.accounts.models import User
from incubator.core.db import db, lock, one_at_a_time
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.statutes.documents.linting.proposals import LibraryClause, clause_in, judge_proposal
from incubator.statutes.messages import proposals as messages
from incubator.statutes.models import ClauseProposal
from incubator.statutes.queries import proposals as queries
from incubator.statutes.queries.wording import accepted_changes
from incubator.statutes.values.library_changes import LibraryText
from incubator.statutes.values.proposals import ClauseProposalState

WORK = "clause library"
TEXT_CHANGED = N_(
    "The text was changed while you read this page. It stands here as it is now: look again at what you propose."
)
NOTHING_CHANGES = N_("This is the text as it is now. Change something first.")
DECIDED = N_("This proposal has been decided on or withdrawn already.")
TEXT_IS_GONE = N_(
    "The clause no longer reads what this proposal was made upon, so it cannot be accepted. "
    "Decline it, and ask for a proposal upon the text of now."
)
OWN_PROPOSAL = N_("You made this proposal yourself. Another manager decides on it.")
WHY_NOT = N_("Say why, so that whoever proposed it knows.")


@dataclass(frozen=True, slots=True)
class ProposedText:
    """What somebody proposes: the text with its explanation, what was looked at when it was written, and why."""

    text: LibraryText
    looked_at: str  # the digest of the text then
    reason: str
    law: str
    on_behalf_of: str = ""


def refusals(clause: str, proposed: LibraryText) -> list[RuleViolation]:
    """Everything for which a text cannot be proposed, each at its field."""
    changes = accepted_changes()
    standing = clause_in(changes, clause)
    if standing is None:
        return []
    errors = judge_proposal(standing, proposed, changes).errors
    return list(dict.fromkeys(map(messages.refusal, errors)))


def propose(clause: str, proposed: ProposedText, *, by: User, now: datetime) -> ClauseProposal:
    """Put another text before the managers; pressed twice it is one proposal.

    Raises `RuleViolation` when nothing changes or the text cannot stand in a deed, `Conflict` when another text was looked at.
    """
    # A text that is accepted meanwhile would be another one than the linter judged.
    one_at_a_time(WORK)
    standing = clause_in(accepted_changes(), clause)
    if standing is None or standing.text.digest != proposed.looked_at:
        raise Conflict(TEXT_CHANGED)
    if proposed.text == standing.text:
        raise RuleViolation(NOTHING_CHANGES, field="text")
    for refused in refusals(clause, proposed.text):
        raise refused
    earlier = _same(queries.proposals_for(clause), proposed.text, by)
    if earlier is not None:
        return earlier
    return _put(standing, proposed, by=by, now=now)


def _same(made: Sequence[ClauseProposal], text: LibraryText, by: User) -> ClauseProposal | None:
    """The open proposal of this person for the same text."""
    for proposal in made:
        if proposal.is_open and proposal.author_id == by.id and proposal.proposed == text:
            return proposal
    return None


def _put(standing: LibraryClause, proposed: ProposedText, *, by: User, now: datetime) -> ClauseProposal:
    base, text = standing.text, proposed.text
    proposal = ClauseProposal(
        clause=standing.id,
        base_text=base.text,
        base_plain=base.plain,
        base_plain_en=base.plain_en,
        text=text.text,
        plain=text.plain,
        plain_en=text.plain_en,
        reason=proposed.reason,
        law=proposed.law,
        on_behalf_of=proposed.on_behalf_of,
        author=by,
        made_at=now,
    )
    db.session.add(proposal)
    db.session.flush()
    messages.tell_managers(proposal, standing.article["title"], queries.other_managers(by), author=by)
    return proposal


def accept(proposal: ClauseProposal, remark: str, *, by: User, now: datetime) -> ClauseProposal:
    """From now on every draft has this text. Raises `RuleViolation` when it no longer fits, or is one's own while others can decide."""
    # Two proposals for one clause: only the first still finds the text that it was made upon.
    one_at_a_time(WORK)
    proposal = _open(proposal)
    _check_own(proposal, by)
    weighed = queries.weighed(proposal)
    if not weighed.fits:
        raise RuleViolation(TEXT_IS_GONE)
    for finding in weighed.judged.errors:
        raise messages.refusal(finding)
    proposal.library_version = queries.library_version() + 1
    return _decide(proposal, ClauseProposalState.ACCEPTED, remark, by=by, now=now)


def decline(proposal: ClauseProposal, remark: str, *, by: User, now: datetime) -> ClauseProposal:
    """The text stays as it is; the manager says why. Raises `RuleViolation` without a reason."""
    if not remark:
        raise RuleViolation(WHY_NOT, field="remark")
    proposal = _open(proposal)
    _check_own(proposal, by)
    return _decide(proposal, ClauseProposalState.DECLINED, remark, by=by, now=now)


def withdraw(proposal: ClauseProposal, *, now: datetime) -> ClauseProposal:
    """Whoever proposed it takes it back. Raises `Conflict` when it was decided on."""
    proposal = _open(proposal)
    proposal.state, proposal.decided_at = ClauseProposalState.WITHDRAWN, now
    return proposal


def _open(proposal: ClauseProposal) -> ClauseProposal:
    proposal = lock(proposal)
    if not proposal.is_open:
        raise Conflict(DECIDED)
    return proposal


def _check_own(proposal: ClauseProposal, by: User) -> None:
    """Four eyes, as long as there are."""
    if proposal.author_id == by.id and queries.other_managers(by):
        raise RuleViolation(OWN_PROPOSAL)


def _decide(
    proposal: ClauseProposal, state: ClauseProposalState, remark: str, *, by: User, now: datetime
) -> ClauseProposal:
    proposal.state, proposal.remark = state, remark
    proposal.decided_by_id, proposal.decided_at = by.id, now
    db.session.flush()
    if proposal.author_id != by.id:
        messages.tell_author(proposal, queries.title_of(proposal.clause))
    return proposal
