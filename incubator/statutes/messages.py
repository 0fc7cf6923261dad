"""What states, steps and papers of the statutes are called, and findings in the language of the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from incubator.core.formatting import money_cents
from incubator.core.i18n import language
from incubator.statutes.documents.papers import Paper
from incubator.statutes.documents.read_terms import ReadTerm
from incubator.statutes.values import RuleFinding
from incubator.statutes.values.changes import Change
from incubator.statutes.values.finding_words import FindingWords, words_of
from incubator.statutes.values.prefilling import value_at
from incubator.statutes.values.states import VersionState, VersionStep

STATES = {
    VersionState.DRAFT: _l("draft"),
    VersionState.REVIEWED: _l("reviewed"),
    VersionState.AT_NOTARY: _l("at the notary"),
    VersionState.ADOPTED: _l("adopted"),
    VersionState.AWAITING_DEED: _l("adopted, awaiting the deed"),
    VersionState.DEED_PASSED: _l("deed received, not confirmed yet"),
    VersionState.IN_FORCE: _l("in force"),
    VersionState.REPLACED: _l("replaced by a newer deed"),
}
STATE_BADGES = {
    VersionState.DRAFT: "later",
    VersionState.REVIEWED: "open",
    VersionState.AT_NOTARY: "waiting",
    VersionState.ADOPTED: "open",
    VersionState.AWAITING_DEED: "waiting",
    VersionState.DEED_PASSED: "waiting",
    VersionState.IN_FORCE: "done",
    VersionState.REPLACED: "later",
}
STEPS = {
    VersionStep.REVIEWED: _l("We and our coach read this version"),
    VersionStep.AT_NOTARY: _l("We sent this version to the notary"),
    VersionStep.ADOPTED: _l("The general meeting adopted this amendment"),
}
CHANGES = {
    Change.SAME: _l("the same"),
    Change.CHANGED: _l("changed"),
    Change.NEW: _l("new"),
    Change.GONE: _l("gone"),
}
READ_TERMS = {
    "convening.notice_days": _l("Days between the invitation and the meeting"),
    "board.min": _l("Smallest number of directors"),
    "board.max": _l("Largest number of directors"),
    "board.term_years": _l("Years that a director is appointed for"),
    "votes.proxy.max_per_holder": _l("Most proxies that one person holds"),
    "exit.repayment_years": _l("Years in which a contribution is paid back"),
    "capital.contribution_cents": _l("Contribution of a member"),
}

PAPERS = {
    Paper.HOUSE_RULES: _l("House rules"),
    Paper.MEMBER_AGREEMENT: _l("Member agreement"),
    Paper.CAPITAL_ACCOUNTS: _l("Rules for member accounts"),
}


def in_this_language(finding: RuleFinding) -> FindingWords:
    """A finding in the language of the page."""
    return words_of(finding, language())


def terms_in_words(answers: Mapping[str, Any], terms: Sequence[ReadTerm]) -> list[tuple[Any, str, str]]:
    """What each term that was read back is called, what the answers say, and what the deed says."""
    return [
        (READ_TERMS[term.path], _term(term.path, value_at(answers, term.path)), _term(term.path, term.value))
        for term in terms
    ]


def _term(path: str, value: int | None) -> str:
    """A term for people; a dash where the answers said nothing."""
    if value is None:
        return "-"
    return str(money_cents(value)) if path.endswith("_cents") else str(value)
