"""Words for what the rules of meetings find, and for the sum of a vote."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain, language
from incubator.meetings.rules.roll import roll_of
from incubator.meetings.values.case import MeetingCase, MeetingTerms
from incubator.meetings.values.findings import CaseRoll, ItemResult, LegalityLight, MeetingFinding
from incubator.statutes.values.findings import article_in_english, article_in_words

MOST_NAMES = 12
ORGANS = {"bestuur": _l("the board"), "rvc": _l("the supervisory board"), "ALV": _l("the general meeting")}
LIGHTS = {
    LegalityLight.GREEN: _l("As it should be"),
    LegalityLight.AMBER: _l("Look at this"),
    LegalityLight.RED: _l("Not as it should be"),
}


def sentence(finding: MeetingFinding) -> str:
    """What was seen, in the reader's language."""
    return explain(RuleViolation(finding.message, **_params(finding.params)))


def remedy(finding: MeetingFinding) -> str:
    """What to do about it; empty when there is nothing to do."""
    if not finding.remedy:
        return ""
    return explain(RuleViolation(finding.remedy, **_params(finding.params)))


def articles(finding: MeetingFinding, terms: MeetingTerms) -> list[str]:
    """The articles that a finding rests on, of the law and of the statutes, as people cite them."""
    cited = list(map(article_of_law, finding.articles))
    for name in finding.own_articles:
        own = article_of_statutes(name, terms)
        if own:
            cited.append(own)
    return cited


def article_of_law(article: str) -> str:
    return article_in_words(article) if language() == "nl" else article_in_english(article)


def article_of_statutes(name: str, terms: MeetingTerms) -> str:
    """An article of the statutes with its number in the deed; empty when no article there is about it."""
    number = terms.articles.get(name)
    return _("article %(number)s of the statutes", number=number) if number else ""


def article_of_result(result: ItemResult, terms: MeetingTerms) -> str:
    """The rule that a result was counted by: that of the statutes, with the law behind it."""
    own = article_of_statutes(result.own_article, terms)
    if not result.article:
        return own
    law = article_of_law(result.article)
    return _("%(own)s (%(law)s)", own=own, law=law) if own else law


def sum_in_words(result: ItemResult) -> str:
    """The sum as one reads it aloud: 7 of 9. Empty when nothing was voted on."""
    if result.majority is None or (result.adopted is None and not result.cast):
        return ""
    return _("%(votes)s of %(cast)s", votes=result.in_favour, cast=result.cast)


def _params(params: Mapping[str, object]) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for name, value in params.items():
        if isinstance(value, tuple):
            written[name] = _listed(value)
        elif name == "organ":
            written[name] = ORGANS.get(str(value), value)
        else:
            written[name] = value
    return written


def _listed(names: tuple[str, ...]) -> str:
    """Names in a row; of a long row the first, with how many more there are."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return _("%(names)s and %(count)s more", names=", ".join(names[:MOST_NAMES]), count=len(names) - MOST_NAMES)


def finding_as_json(finding: MeetingFinding, terms: MeetingTerms) -> dict[str, Any]:
    """A finding as scripts read it."""
    cited = [*finding.articles]
    for name in finding.own_articles:
        if name in terms.articles:
            cited.append(f"statuten artikel {terms.articles[name]}")
    return {
        "rule": finding.rule,
        "name": finding.name,
        "articles": cited,
        "severity": finding.severity.value,
        "message": sentence(finding),
        "remedy": remedy(finding),
        "item": finding.item or None,
    }


def result_as_json(result: ItemResult, terms: MeetingTerms) -> dict[str, Any]:
    """A result as scripts read it."""
    return {
        "id": result.item,
        "majority": result.majority,
        "quorum": None if result.quorum is None else str(result.quorum),
        "quorum_needed": result.quorum_needed,
        "quorum_met": result.quorum_met,
        "cast": result.cast,
        "needed": result.needed,
        "adopted": result.adopted,
        "valid": result.valid,
        "sum": sum_in_words(result),
        "article": article_of_result(result, terms),
        "chosen": list(result.chosen),
        "next_round": list(result.next_round),
        "by_lot": list(result.by_lot),
        "findings": _findings(result.findings, terms),
    }


def case_as_json(
    case: MeetingCase, findings: Iterable[MeetingFinding], lawful: bool | None, results: Iterable[ItemResult]
) -> dict[str, Any]:
    """The whole answer to a case, as the command prints it."""
    roll = roll_of(case)
    # What is about a decision stands with its item.
    about_calling = [finding for finding in findings if finding.convening]
    # Who was there is not recorded: who gave a proxy is no answer to how many votes there were.
    present_votes = None if case.present is None else roll.present_votes
    return {
        "convocation": {"ok": lawful, "findings": _findings(about_calling, case.terms)},
        "entitled": len(roll.entitled),
        "entitled_votes": roll.entitled_votes,
        "present_votes": present_votes,
        "roll": _roll(roll, case.terms),
        "items": [result_as_json(result, case.terms) for result in results],
    }


def _roll(roll: CaseRoll, terms: MeetingTerms) -> dict[str, Any]:
    return {
        "entitled": list(roll.entitled),
        "present": list(roll.present),
        "represented": dict(roll.represented),
        "findings": _findings(roll.findings, terms),
    }


def _findings(findings: Iterable[MeetingFinding], terms: MeetingTerms) -> list[dict[str, Any]]:
    return [finding_as_json(finding, terms) for finding in findings]
