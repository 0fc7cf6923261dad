"""Stub until the words of the rules are merged."""

from flask_babel import gettext
from incubator.meetings.values.case import MeetingTerms
from incubator.meetings.values.findings import MeetingFinding


def sentence(finding: MeetingFinding) -> str:
    return str(gettext(finding.message, **finding.params))


def remedy(finding: MeetingFinding) -> str:
    return str(gettext(finding.remedy, **finding.params)) if finding.remedy else ""


def articles(finding: MeetingFinding, terms: MeetingTerms) -> list[str]:
    return list(finding.articles)
