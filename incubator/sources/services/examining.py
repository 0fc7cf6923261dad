"""Trying a service as it is today: field by field what differs from what our readers expect. Nothing is stored."""

from incubator.core.errors import RuleViolation
from incubator.core.http import Client
from incubator.sources.kinds import SourceKind, SourceWalk
from incubator.sources.kinds.findings import ProbeFinding, missing


def examine(kind: SourceKind, walk: SourceWalk, client: Client) -> list[ProbeFinding]:
    """Try the service. A service that gives nothing to look at is a finding too."""
    findings: list[ProbeFinding] = []
    try:
        for finding in kind.examine(walk, client):
            findings.append(finding)
    except RuleViolation as error:
        findings.append(missing("answer", str(error)))
    return findings
