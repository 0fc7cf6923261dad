"""Words of at the meeting: ways of voting, choices, results with their sum, and what a decision sets going."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.meetings.messages.legality import article_of_result
from incubator.meetings.models import Resolution, VotingRound
from incubator.meetings.queries.rounds import choices_of
from incubator.meetings.values import ItemKind
from incubator.meetings.values.case import MeetingTerms
from incubator.meetings.values.findings import ItemResult
from incubator.meetings.values.holding import (
    AGAINST,
    BLANK,
    CONCERN,
    CONSENT,
    FOR,
    INVALID,
    OBJECTION,
    ActState,
    CommitteeAdvice,
    LeftOut,
    PresenceKind,
    RoundState,
    SecretMeans,
    VotingWay,
)

WAYS = {
    VotingWay.HANDS: _l("By show of hands: the chair counts"),
    VotingWay.NAMED: _l("By name: everyone sees who voted what"),
    VotingWay.SECRET: _l("Secret: nobody can see who voted what"),
    VotingWay.CONSENT: _l("Consent round: only to prepare, nothing is decided"),
}
SHORT_WAYS = {
    VotingWay.HANDS: _l("show of hands"),
    VotingWay.NAMED: _l("by name"),
    VotingWay.SECRET: _l("secret"),
    VotingWay.CONSENT: _l("consent round"),
}
MEANS = {
    SecretMeans.PAPER: _l("in writing and secret, on ballot papers"),
    SecretMeans.APP: _l("secret, by electronic means in the app"),
    SecretMeans.BOTH: _l("secret, partly on ballot papers and partly by electronic means in the app"),
}
STATES = {
    RoundState.OPEN: ("attention", _l("open now")),
    RoundState.CLOSED: ("waiting", _l("counted, not announced")),
    RoundState.ANNOUNCED: ("done", _l("announced")),
    RoundState.CANCELLED: ("later", _l("does not count")),
}
CHOICES = {
    FOR: _l("for"),
    AGAINST: _l("against"),
    BLANK: _l("blank"),
    INVALID: _l("invalid"),
    CONSENT: _l("I can live with it"),
    CONCERN: _l("I have a concern, go on"),
    OBJECTION: _l("I object"),
}
LEFT_OUT = {
    LeftOut.ABSENT: _l("not here, and nobody votes for this member"),
    LeftOut.SUSPENDED: _l("suspended: no vote (art. 2:38 lid 1 BW)"),
    LeftOut.CONFLICT: _l("has an interest of one's own in this: does not decide (art. 2:44 lid 6 BW)"),
    LeftOut.HOLDER_ABSENT: _l("gave a proxy to somebody who is not here or has no vote (art. 2:38 lid 4 BW)"),
}
PRESENT = {PresenceKind.ROOM: _l("in the room"), PresenceKind.ONLINE: _l("from elsewhere")}
ACTS = {
    ActState.NOTHING: ("done", _l("nothing more to do")),
    ActState.DONE: ("done", _l("done")),
    ActState.AWAITS: ("waiting", _l("waits")),
    ActState.FAILED: ("attention", _l("did not work")),
}
YES_TO_APPEAL = {
    "granted": _l("The appeal succeeds: the member stays, or who was refused becomes a member"),
    "stands": _l("The earlier decision stands"),
}
# The page on which it stands what a decision did, and what its link says.
PLACES = {
    ItemKind.ADMISSION: ("register.index", _l("To the register of members")),
    ItemKind.EXPULSION: ("register.index", _l("To the register of members")),
    ItemKind.APPEAL: ("register.index", _l("To the register of members")),
    ItemKind.ELECTION: ("register.board", _l("To the board")),
    ItemKind.DISMISSAL: ("register.board", _l("To the board")),
    ItemKind.BOARD_SUSPENSION: ("register.board", _l("To the board")),
    ItemKind.OFFICES: ("register.board", _l("To the board")),
    ItemKind.SUSPENSION: ("register.index", _l("To the register of members")),
    ItemKind.AUDIT_COMMITTEE: ("register.board", _l("To the board")),
    ItemKind.ACCOUNTS: ("duties.index", _l("To the duties")),
    ItemKind.EXTENSION: ("duties.index", _l("To the duties")),
    ItemKind.DISTRIBUTION: ("capital.index", _l("To the capital")),
    ItemKind.AMENDMENT: ("statutes.index", _l("To the statutes")),
}
OWNERS = {"board": _l("the board"), "notary": _l("the notary"), "treasurer": _l("the treasurer")}
ADVICE = {
    CommitteeAdvice.APPROVE: _l("Adopt the accounts and discharge the board"),
    CommitteeAdvice.WITH_REMARKS: _l("Adopt and discharge, with our remarks"),
    CommitteeAdvice.AGAINST: _l("Do not adopt or discharge yet"),
}
PREPARED = ("done", _l("counted"))
MOST_VOTES, MORE_THAN = "most-votes", "more-than-"


def state_of(voted_on: VotingRound) -> tuple[str, LazyString]:
    """How far a vote is, for a badge; what only prepares waits for no announcement."""
    if voted_on.state is RoundState.CLOSED and not voted_on.way.decides:
        return PREPARED
    return STATES[voted_on.state]


def labels_of(voted_on: VotingRound) -> list[tuple[str, str]]:
    """What can be chosen, in words, in the order in which it is shown."""
    names = {option["key"]: option["label"] for option in voted_on.options}
    return [(key, names.get(key) or str(CHOICES[key])) for key in choices_of(voted_on)]


def counted(voted_on: VotingRound) -> list[tuple[str, int]]:
    """The votes by choice, in words; invalid ones only when there are any."""
    rows = [(label, int(voted_on.counts.get(key, 0))) for key, label in labels_of(voted_on)]
    invalid = int(voted_on.counts.get(INVALID, 0))
    return [*rows, (str(CHOICES[INVALID]), invalid)] if invalid else rows


def papers_missing(voted_on: VotingRound) -> str:
    """That papers did not come back, as the chair confirmed."""
    return ngettext(
        "%(num)d ballot paper did not come back. Its vote does not count.",
        "%(num)d ballot papers did not come back. Their votes do not count.",
        voted_on.outcome["papers_missing"],
    )


def named_choice(voted_on: VotingRound, choices: list[str]) -> str:
    names = dict(labels_of(voted_on))
    return ", ".join(names.get(choice, choice) for choice in choices)


def majority_in_words(outcome: Mapping[str, Any]) -> str:
    """How many votes are needed."""
    majority, needed = outcome["majority"], outcome["needed"]
    if majority == MOST_VOTES:
        return _("Who has most votes is chosen.")
    if majority == "1":
        return _("Everyone has to be in favour: %(needed)s.", needed=needed)
    if majority and majority.startswith(MORE_THAN):
        return _("Needed: more than %(share)s of the votes cast, so %(needed)s.", share=_share(majority), needed=needed)
    return _("Needed: at least %(share)s of the votes cast, so %(needed)s.", share=majority, needed=needed)


def _share(majority: str) -> str:
    share = majority.removeprefix(MORE_THAN)
    return _("half") if share == "1/2" else share


def sum_of(voted_on: VotingRound) -> str:
    """The sum of a vote: how many of how many."""
    outcome = voted_on.outcome
    if voted_on.options and len(voted_on.options) > 1:
        return _("Ballots cast: %(cast)s.", cast=outcome["cast"])
    return ngettext(
        "One vote was cast; in favour: %(votes)s.",
        "%(votes)s of the %(num)s votes cast are in favour.",
        outcome["cast"],
        votes=outcome["in_favour"],
    )


def quorum_in_words(outcome: Mapping[str, Any]) -> str:
    """Whether enough members were there, where the statutes ask for it."""
    if outcome["quorum_needed"] is None:
        return ""
    if outcome["quorum_met"]:
        return _("Enough members take part: at least %(needed)s are needed.", needed=outcome["quorum_needed"])
    return _("Too few members take part: at least %(needed)s are needed.", needed=outcome["quorum_needed"])


def headline(voted_on: VotingRound) -> str:
    """What a vote came to, in a few words."""
    outcome = voted_on.outcome
    if not outcome:
        return ""
    if outcome["by_lot"]:
        return _("The lot decides between %(names)s", names=", ".join(outcome["by_lot"]))
    if outcome["next_round"]:
        return _("Vote again between %(names)s", names=", ".join(outcome["next_round"]))
    if voted_on.options:
        return (
            _("Chosen: %(names)s", names=", ".join(outcome["chosen"])) if outcome["chosen"] else _("Nobody is chosen")
        )
    return _("Adopted") if outcome["adopted"] else _("Not adopted")


def article_in_words(voted_on: VotingRound, terms: MeetingTerms) -> str:
    """The rule that was applied."""
    return article_of_result(_result(voted_on), terms)


def _result(voted_on: VotingRound) -> ItemResult:
    outcome = voted_on.outcome
    return ItemResult(
        item=str(voted_on.item_id),
        majority=outcome["majority"],
        quorum=Fraction(outcome["quorum"]) if outcome["quorum"] else None,
        cast=outcome["cast"],
        needed=outcome["needed"],
        in_favour=outcome["in_favour"],
        adopted=outcome["adopted"],
        valid=outcome["valid"],
        article=outcome["article"],
        own_article=outcome["own_article"],
    )


def findings_of(voted_on: VotingRound) -> list[tuple[str, str, str]]:
    """What is to be noted about a vote: how heavy, the sentence, what to do. What was healed is left out."""
    rows = []
    for finding in voted_on.outcome.get("findings", ()):
        if not finding["healed"]:
            rows.append((finding["severity"], _sentence(finding, "message"), _sentence(finding, "remedy")))
    return rows


def _sentence(finding: Mapping[str, Any], part: str) -> str:
    return explain(RuleViolation(finding[part], **finding["params"])) if finding[part] else ""


def act_in_words(resolution: Resolution) -> str:
    """What a decision set going, or what it waits for."""
    words = resolution.act_words
    return explain(RuleViolation(words["text"], **words["params"])) if words.get("text") else ""


def reference(resolution: Resolution) -> str:
    return f"{resolution.year}-{resolution.number:02d}"
