"""Words about the clause library: what the linter finds in a proposal, where one stands, and the mails about it."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from incubator.accounts.models import User
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain, language
from incubator.core.i18n import mark as N_
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.statutes.documents.linting import LintFinding, LintKind
from incubator.statutes.models import ClauseProposal
from incubator.statutes.values.findings import article_in_english, article_in_words
from incubator.statutes.values.proposals import ClauseProposalState

SENTENCES = {
    LintKind.BRACE: N_("Between braces only a placeholder can stand, and “%(words)s” is none. Take the braces away."),
    LintKind.UNKNOWN_ANSWER: N_(
        "No answer is called “%(words)s”, so nothing could be filled in there. Use the placeholders of the text of now."
    ),
    LintKind.DANGLING: N_(
        "“%(words)s” refers to something that is not there, or not in every deed with this clause. "
        "Refer to an article that every such deed has."
    ),
    LintKind.UNDEFINED: N_(
        "“%(words)s” is a word of the definitions, and not every deed with this clause explains it. Choose another word."
    ),
    LintKind.LETTERS: N_("Below this text come answers of the group, as a list. Write no lines of your own below it."),
    LintKind.TWIN: N_("Write the explanation in Dutch and in English; the one is a translation of the other."),
    LintKind.DROPPED: N_(
        "“%(words)s” stands in the text of now and not in yours. Make sure that the deed still says it somewhere else."
    ),
    LintKind.REPEATED: N_("“%(words)s” stands in this clause twice. Referring once is enough."),
    LintKind.CONTRADICTION: N_(
        "This clause can stand in one deed with another that says nearly the same, or the opposite."
    ),
    LintKind.CAPITAL: N_("“%(words)s” has a capital in the middle of a sentence."),
    LintKind.COUNT: N_("“%(words)s” reads as a number. Write “één” when you mean one."),
    LintKind.AMOUNT: N_("Write amounts as € 1.250 or € 1.250,50, and not as “%(words)s”."),
    LintKind.PERSONS: N_(
        "“%(words)s” fits people or organisations alone, and the other can be a member too. Say of which member this holds."
    ),
    LintKind.UNUSED: N_(
        "The definitions explain “%(words)s”, and after this change no clause uses that word any more."
    ),
}
OTHER = N_("An editor would look at this again: “%(words)s”.")
STATES: dict[ClauseProposalState, LazyString] = {
    ClauseProposalState.PROPOSED: _l("waits for a decision"),
    ClauseProposalState.ACCEPTED: _l("accepted"),
    ClauseProposalState.DECLINED: _l("declined"),
    ClauseProposalState.WITHDRAWN: _l("withdrawn"),
}
STATE_BADGES = {
    ClauseProposalState.PROPOSED: "waiting",
    ClauseProposalState.ACCEPTED: "done",
    ClauseProposalState.DECLINED: "attention",
    ClauseProposalState.WITHDRAWN: "later",
}


def law_in_this_language(articles: Sequence[str]) -> str:
    """Articles of law for people."""
    words = article_in_english if language() == "en" else article_in_words
    return ", ".join(map(words, articles))


def refusal(finding: LintFinding) -> RuleViolation:
    """What the linter found, as a refusal at the field that it is about."""
    field = finding.words if finding.kind is LintKind.TWIN else "text"
    return RuleViolation(SENTENCES.get(finding.kind, OTHER), field=field, words=finding.words)


def in_a_sentence(finding: LintFinding) -> str:
    """What the linter found, for who judges a proposal."""
    return explain(refusal(finding))


def tell_managers(proposal: ClauseProposal, title: str, readers: Sequence[User], *, author: User) -> None:
    """Queue the mail that a proposal waits for a decision."""
    for reader in readers:
        with in_language(reader.language):
            letter = Letter(
                subject=_("A proposal for a model text: %(title)s", title=title),
                paragraphs=(
                    _(
                        "%(author)s proposes another text for a clause of the article “%(title)s”. "
                        "It holds for no group before a manager accepts it.",
                        author=author.name,
                        title=title,
                    ),
                ),
                action=(_("Read the proposal"), link("clause_library.proposal", proposal_id=proposal.id)),
                why=_("You get this mail because you manage this incubator."),
                settings_url=link("watch.mail_preferences"),
            )
        queue_mail(letter, to=reader, key=f"clause-proposal:{proposal.id}:{reader.id}", kind=MailKind.WORK)


def tell_author(proposal: ClauseProposal, title: str) -> None:
    """Queue the mail that a proposal was accepted or declined. Who left is told nothing."""
    author = proposal.author
    if author is None or not author.is_active:
        return
    with in_language(author.language):
        letter = Letter(
            subject=_("Your proposal for a model text: %(state)s", state=STATES[proposal.state]),
            paragraphs=(
                _(
                    "Your proposal for a clause of the article “%(title)s” has been decided on: %(state)s.",
                    title=title,
                    state=STATES[proposal.state],
                ),
            ),
            action=(_("Read the decision"), link("clause_library.proposal", proposal_id=proposal.id)),
            why=_("You get this mail because you made this proposal."),
            settings_url=link("watch.mail_preferences"),
        )
    queue_mail(letter, to=author, key=f"clause-proposal:{proposal.id}:decided", kind=MailKind.WORK)
