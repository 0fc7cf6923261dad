"""The legal rules about statutes: plain functions, one per rule of the fact base, and the check that runs them all.

Source of ids, articles, severities and confidence: the project's fact base on Book 2 of the Dutch civil code (state of knowledge
23 November 2026; text of the act of 1 May 2023, articles 2:39-2:49 compared with 1 January 2025).
"""

from datetime import date

from incubator.statutes.rules import (
    board,
    consistency_meeting,
    consistency_members,
    consistency_money,
    consistency_organs,
    founding,
    identity,
    mandatory,
    meeting,
    members,
    own_texts,
    ownership,
    selfgovernment,
    work,
)
from incubator.statutes.rules.registry import RULES, STATE_OF_KNOWLEDGE, Rule
from incubator.statutes.values import RuleFinding, Severity, Statutes

__all__ = ["RULES", "STATE_OF_KNOWLEDGE", "Rule", "check", "has_errors"]

MODULES = (
    *(founding, identity, members, meeting, board, mandatory, selfgovernment, work, ownership),
    *(consistency_members, consistency_organs, consistency_meeting, consistency_money, own_texts),
)
ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def check(statutes: Statutes, *, on: date) -> list[RuleFinding]:
    """What the rules that hold on this day find, heaviest first, then in the order of the rules."""
    findings: list[RuleFinding] = []
    for rule in RULES:
        if rule.holds_on(on):
            findings += rule.findings(statutes)
    return sorted(findings, key=lambda finding: ORDER.index(finding.severity))


def has_errors(findings: list[RuleFinding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
