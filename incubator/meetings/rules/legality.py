"""The legality meter: all that is wrong, unsure or unknown about a meeting, and what everybody together has set right."""

from collections.abc import Iterable
from dataclasses import replace

from incubator.core.i18n import mark as N_
from incubator.meetings.rules import amending, convening, effects, electronic, outside, reaching, yearly
from incubator.meetings.rules.days import MeetingDeadlines, deadlines
from incubator.meetings.rules.registry import ERROR, INFO, RULES, WARNING, Breach, stated_rule
from incubator.meetings.rules.unanimity import heals, unanimity_finding
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.case import CaseItem, MeetingCase
from incubator.meetings.values.findings import LegalityLight, MeetingFinding

# The modules of rules are named here so that their rules are on the list for who imports the meter.
__all__ = [
    "MeetingDeadlines",
    "amending",
    "convening",
    "deadlines",
    "effects",
    "electronic",
    "findings_of",
    "findings_on",
    "is_lawful",
    "light_of",
    "outside",
    "reaching",
    "yearly",
]
BOARD_CALLED = stated_rule(
    "board-is-called", "G-22", "BW 2:15(1)(a)", own=("bestuurstaak",), severity=INFO, convening=True
)
NOT_TESTED = Breach(
    N_("How the board was called is not tested here."),
    N_("Look in the statutes and the rules of the board whether everyone was called as they say."),
    unknown=True,
)
HEAVIEST_FIRST = {ERROR: 0, WARNING: 1, INFO: 2}


def findings_of(case: MeetingCase) -> tuple[MeetingFinding, ...]:
    """All findings about a general meeting, the heaviest first; those about an item bear its number.

    Of a meeting of the board only that this was not tested: how it is called is for the board itself (see results for how it decides).
    """
    if case.meeting.kind is MeetingKind.BOARD:
        return (BOARD_CALLED.finding(NOT_TESTED),)
    deciding = tuple(filter(_decides, case.items))
    findings: list[MeetingFinding] = []
    healed: dict[str, CaseItem] = {}
    for finding in _raw(case):
        touched = [item for item in deciding if finding.item in ("", item.id)]
        states = [heals(finding, item, case) for item in touched]
        findings.append(_as_healed(finding, states))
        for item, state in zip(touched, states, strict=True):
            if state and finding.blocks:
                healed[item.id] = item
    findings += map(unanimity_finding, healed.values())
    return tuple(sorted(findings, key=_weight))


def findings_on(item: CaseItem, case: MeetingCase) -> tuple[MeetingFinding, ...]:
    """What touches the decision on one item: its own findings, and those about the whole meeting as far as they stay."""
    findings = []
    is_healed = False
    for finding in _raw(case):
        if finding.item in ("", item.id):
            state = heals(finding, item, case)
            is_healed = is_healed or bool(state and finding.blocks)
            findings.append(_as_healed(finding, [state]))
    if is_healed:
        findings.append(unanimity_finding(item))
    return tuple(sorted(findings, key=_weight))


def is_lawful(findings: Iterable[MeetingFinding]) -> bool | None:
    """Whether the meeting was called as it should be. None: something is not recorded or not sure."""
    about_calling = [finding for finding in findings if finding.convening]
    if any(finding.blocks for finding in about_calling):
        return False
    if any(finding.unknown for finding in about_calling):
        return None
    return True


def light_of(findings: Iterable[MeetingFinding]) -> LegalityLight:
    """The colour of the meter: red for what is against law or statutes, amber for a risk or what is not known."""
    weights = {(finding.severity, finding.unknown) for finding in findings}
    if any(severity is ERROR and not unknown for severity, unknown in weights):
        return LegalityLight.RED
    if any(severity is not INFO or unknown for severity, unknown in weights):
        return LegalityLight.AMBER
    return LegalityLight.GREEN


def _raw(case: MeetingCase) -> list[MeetingFinding]:
    """What the rules see, whatever the vote was."""
    if case.meeting.kind is MeetingKind.BOARD:
        return []
    findings: list[MeetingFinding] = []
    for rule in RULES:
        # Outside a meeting nobody is called.
        if rule.holds_on(case.meeting.on) and not (case.meeting.outside and rule.convening):
            findings += rule.findings(case)
    return findings


def _decides(item: CaseItem) -> bool:
    return item.kind is not ItemKind.TALK


def _as_healed(finding: MeetingFinding, states: list[bool | None]) -> MeetingFinding:
    """A finding that everybody together set right stays readable, and weighs nothing; in doubt it is not known."""
    if not states or False in states or not (finding.blocks or finding.unknown):
        return finding
    if None in states:
        return replace(finding, blocks=False, unknown=True)
    return replace(finding, severity=INFO, blocks=False, unknown=False, healed=True)


def _weight(finding: MeetingFinding) -> int:
    return HEAVIEST_FIRST[finding.severity]
