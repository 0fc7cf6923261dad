"""The list of the rules, and how they are asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from incubator.bids.values.findings import BidFinding, LegalMark, LegalRuleOfBid, LegalSource, RuleNote, RuleWeight
from incubator.bids.values.law import DIRECTIVE, ProcurementLaw, of_directive
from incubator.bids.values.procurement import ProcurementCase

# The Aanbestedingswet 2012 as we read it (BWBR0032203, version of 1 September 2025). Of an older text we do not speak.
AS_READ = date(2025, 9, 1)
FOR_AUTHORITIES = ("Aw 2012", "Wmo 2015")
WEIGHTS = {RuleWeight.ERROR: 0, RuleWeight.WARNING: 1, RuleWeight.INFO: 2}

Looking = Callable[[ProcurementCase], "Seen | None"]


class Seen:
    """What a rule saw: the sentence, what to do, and a question for the buyer."""

    def __init__(self, what: str, do: str = "", *, question: str = "", **params: object) -> None:
        self.what = RuleNote(what, params)
        self.do = RuleNote(do, params) if do else None
        self.question = question


RULES: dict[str, tuple[LegalRuleOfBid, Looking]] = {}


def directive(article: str, mark: LegalMark = LegalMark.PRACTICE) -> LegalSource:
    """The same in Directive 2014/24/EU, which every country of the Union took over in a law of its own: that law was not read."""
    return LegalSource(of_directive(article), mark)


def procurement_rule(
    number: str,
    articles: str,
    mark: LegalMark,
    weight: RuleWeight,
    *,
    since: date = AS_READ,
    abroad: LegalSource | None = None,
) -> Callable[[Looking], Looking]:
    """Put a rule on the list, with its article, how sure we are of it, and how heavy it weighs; `abroad` as `LegalRuleOfBid` has it."""

    def note(look: Looking) -> Looking:
        RULES[number] = (LegalRuleOfBid(number, articles, since, mark, weight, abroad), look)
        return look

    return note


def check(number: str, case: ProcurementCase) -> BidFinding | None:
    """What one rule sees; nothing when it does not hold yet on the day of the case, or not for that buyer."""
    rule, look = RULES[number]
    source = source_under(number, case.law)
    if source is None or case.on < rule.since:
        return None
    # The acts for authorities say nothing of a client that need not procure.
    if case.private and rule.articles.endswith(FOR_AUTHORITIES):
        return None
    seen = look(case)
    if seen is None:
        return None
    rule = replace(rule, articles=source.articles, mark=source.mark)
    return BidFinding(rule, seen.what, seen.do, seen.question)


def source_under(number: str, law: ProcurementLaw) -> LegalSource | None:
    """Where a rule stands in the law of a buyer; None for no rule, and for one that only Dutch law has."""
    if number not in RULES:
        return None
    rule, _look = RULES[number]
    if law.is_dutch:
        return LegalSource(rule.articles, rule.mark)
    source = rule.abroad
    if source is None or (DIRECTIVE in source.articles and not law.has_directives):
        return None
    return source


def findings_of(case: ProcurementCase) -> list[BidFinding]:
    """What all rules see, the heaviest first."""
    findings = []
    for number in sorted(RULES):
        finding = check(number, case)
        if finding is not None:
            findings.append(finding)
    return sorted(findings, key=lambda finding: (WEIGHTS[finding.rule.weight], finding.rule.id))
