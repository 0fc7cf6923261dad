"""The result of a vote as it is kept with the vote: what the rules made of it on that day, with the reasons."""

from typing import Any

from incubator.meetings.values.findings import ItemResult, MeetingFinding


def as_stored(result: ItemResult, *, papers_missing: int = 0) -> dict[str, Any]:
    """The result in plain values. The sentences stay source sentences, so that everyone reads them in their own language."""
    return {
        "majority": result.majority,
        "cast": result.cast,
        "needed": result.needed,
        "in_favour": result.in_favour,
        "adopted": result.adopted,
        "valid": result.valid,
        "article": result.article,
        "own_article": result.own_article,
        "quorum": None if result.quorum is None else str(result.quorum),
        "quorum_needed": result.quorum_needed,
        "quorum_met": result.quorum_met,
        "chosen": list(result.chosen),
        "next_round": list(result.next_round),
        "by_lot": list(result.by_lot),
        "findings": list(map(_finding, result.findings)),
        "papers_missing": papers_missing,
    }


def _finding(finding: MeetingFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "articles": list(finding.articles),
        "message": finding.message,
        "params": {name: _plain(value) for name, value in finding.params.items()},
        "remedy": finding.remedy,
        "healed": finding.healed,
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    return value if isinstance(value, int) else str(value)
