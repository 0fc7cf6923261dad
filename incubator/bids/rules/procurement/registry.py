"""The list of the rules, and how they are asked."""

from collections.abc import Callable
from datetime import date

from incubator.bids.values.findings import BidFinding, LegalMark, LegalRuleOfBid, RuleNote, RuleWeight
from incubator.bids.values.procurement import ProcurementCase

# The Aanbestedingswet 2012 as we read it (BWBR0032203, version of 1 September 2025). Of an older text we do not speak.
AS_READ = date(2025, 9, 1)
WEIGHTS = {RuleWeight.ERROR: 0, RuleWeight.WARNING: 1, RuleWeight.INFO: 2}

Looking = Callable[[ProcurementCase], "Seen | None"]


class Seen:
    """What a rule saw: the sentence, what to do, and a question for the buyer."""

    def __init__(self, what: str, do: str = "", *, question: str = "", **params: object) -> None:
        self.what = RuleNote(what, params)
        self.do = RuleNote(do, params) if do else None
        self.question = question


RULES: dict[str, tuple[LegalRuleOfBid, Looking]] = {}


def procurement_rule(
    number: str, articles: str, mark: LegalMark, weight: RuleWeight, *, since: date = AS_READ
) -> Callable[[Looking], Looking]:
    """Put a rule on the list, with its article, how sure we are of it, and how heavy it weighs."""

    def note(look: Looking) -> Looking:
        RULES[number] = (LegalRuleOfBid(number, articles, since, mark, weight), look)
        return look

    return note


def check(number: str, case: ProcurementCase) -> BidFinding | None:
    """What one rule sees; nothing when it does not hold yet on the day of the case."""
    rule, look = RULES[number]
    if case.on < rule.since:
        return None
    seen = look(case)
    if seen is None:
        return None
    return BidFinding(rule, seen.what, seen.do, seen.question)


def findings_of(case: ProcurementCase) -> list[BidFinding]:
    """What all rules see, the heaviest first."""
    findings = []
    for number in sorted(RULES):
        finding = check(number, case)
        if finding is not None:
            findings.append(finding)
    return sorted(findings, key=lambda finding: (WEIGHTS[finding.rule.weight], finding.rule.id))
