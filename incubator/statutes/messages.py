"""Titles of the interview, and where the question behind a finding is asked."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from incubator.core.i18n import language
from incubator.statutes.documents.papers import Paper
from incubator.statutes.queries import PAGES
from incubator.statutes.values import RuleFinding
from incubator.statutes.values.changes import Change
from incubator.statutes.values.finding_words import FindingWords, words_of
from incubator.statutes.values.findings import article_in_english, article_in_words
from incubator.statutes.values.fixed_texts import fixed_text
from incubator.statutes.values.law_changes import LawChange, ProposedAnswer
from incubator.statutes.values.states import VersionState, VersionStep

TITLES = {
    "naam": _l("Name and seat"),
    "doel": _l("Purpose"),
    "leden": _l("Members and admission"),
    "plichten": _l("What members must do"),
    "vertrek": _l("Leaving"),
    "inleg": _l("Contribution"),
    "bestuur": _l("Board"),
    "vergadering": _l("General meeting"),
    "stemmen": _l("Voting"),
    "overschot": _l("Surplus and stopping"),
    "oprichters": _l("Founders and start"),
}
WHY = {
    "naam": _l("The name tells everyone what kind of enterprise you are, and whether members are liable."),
    "doel": _l("The law describes what a cooperative is. Your purpose must fit that."),
    "leden": _l("Members own the cooperative. Here you decide who can become one."),
    "plichten": _l("Members are only bound to what the statutes say."),
    "vertrek": _l("Everyone must be able to leave. And you want to know what happens when it goes wrong."),
    "inleg": _l("With the contribution you build a buffer together."),
    "bestuur": _l("The board does the daily management and signs contracts. You choose it yourselves."),
    "vergadering": _l("In the general meeting you decide together."),
    "stemmen": _l("One member, one vote. Some details you choose yourselves."),
    "overschot": _l("What is left in a good year, and what when you ever stop?"),
    "oprichters": _l("These people go to the notary together."),
}
PAGE_OF = {
    "name": "naam",
    "liability": "naam",
    "seat": "naam",
    "purpose": "doel",
    "third_party_dealings": "doel",
    "member_requirements": "leden",
    "admission": "leden",
    "member_obligations": "plichten",
    "resignation": "vertrek",
    "termination_by_coop": "vertrek",
    "expulsion": "vertrek",
    "exit": "inleg",
    "capital": "inleg",
    "board": "bestuur",
    "convening": "vergadering",
    "amendment": "vergadering",
    "votes": "stemmen",
    "surplus": "overschot",
    "fiscal_year": "overschot",
    "annual_accounts": "overschot",
    "pay_ratio": "overschot",
    "deed": "oprichters",
    "first_board": "oprichters",
}


def page_of_field(field: str) -> str | None:
    """The page of the interview that asks for this answer; None when no page does."""
    return PAGE_OF.get(field.split(".", maxsplit=1)[0])


def page_after(page: str) -> str | None:
    place = PAGES.index(page) + 1
    return PAGES[place] if place < len(PAGES) else None


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
