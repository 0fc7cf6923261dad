"""What states, steps and papers of the statutes are called, and findings in the language of the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from incubator.core.formatting import money_cents
from incubator.core.i18n import language
from incubator.statutes.documents.papers import Paper
from incubator.statutes.documents.read_terms import ReadTerm
from incubator.statutes.values import RuleFinding
from incubator.statutes.values.changes import Change
from incubator.statutes.values.finding_words import FindingWords, words_of
from incubator.statutes.values.findings import article_in_english, article_in_words
from incubator.statutes.values.fixed_texts import fixed_text
from incubator.statutes.values.law_changes import LawChange, ProposedAnswer
from incubator.statutes.values.prefilling import value_at
from incubator.statutes.values.states import VersionState, VersionStep

STATES = {
    VersionState.DRAFT: _l("draft"),
    VersionState.REVIEWED: _l("reviewed"),
    VersionState.AT_NOTARY: _l("at the notary"),
    VersionState.ADOPTED: _l("adopted"),
    VersionState.AWAITING_DEED: _l("adopted, awaiting the deed"),
    VersionState.DEED_PASSED: _l("text of the notary received, no deed recorded yet"),
    VersionState.IN_FORCE: _l("in force"),
    VersionState.REPLACED: _l("replaced by a newer deed"),
    VersionState.OVERTAKEN: _l("not used: a newer version got the deed"),
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
    VersionState.OVERTAKEN: "later",
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

PROPOSED = {
    "board.votes": _l("Votes of each director"),
    "board.directors": _l("Votes of each director"),
    "rvc.members": _l("Votes of each supervisor"),
    "board.absence_clause.all_directors": _l("When all directors are absent"),
    "rvc.absence_clause.all_members": _l("When all supervisors are absent"),
    "board.conflict_clause": _l("A director with a conflict of interest"),
    "rvc.conflict_clause": _l("A supervisor with a conflict of interest"),
    "convening.digital_only": _l("Meetings only online"),
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


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A change of law in the language of the page; texts of the deed are Dutch on every page."""

    title: str
    before: str
    after: str
    action: str
    question: str
    articles: str
    text_language: str


def change_in_this_language(change: LawChange) -> ChangeWords:
    """What changed and what to do, for people."""
    if language() != "en":
        articles = ", ".join(map(article_in_words, change.articles))
        return ChangeWords(change.title, change.before, change.after, change.action, change.question, articles, "nl")
    return ChangeWords(
        change.title_en,
        change.before_en,
        change.after_en,
        change.action_en,
        change.question_en,
        ", ".join(map(article_in_english, change.articles)),
        "nl" if change.article else "en",
    )


def question_in_this_language(proposal: ProposedAnswer) -> str:
    return proposal.question_en if language() == "en" else proposal.question


def label_of_answer(path: str) -> str:
    """How a page calls an answer that must change."""
    return str(PROPOSED[path])


def value_in_words(path: str, value: Any) -> str:
    """An answer as people read it: a fixed text in its words, votes by name, yes or no."""
    if isinstance(value, bool):
        return str(_l("yes") if value else _l("no"))
    if isinstance(value, list):
        return ", ".join(f"{holder['name']}: {holder['votes']}" for holder in value)
    text = fixed_text(path, str(value or ""))
    return text.text if text is not None else str(value or "")
