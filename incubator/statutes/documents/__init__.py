"""From answers to clauses, and from clauses to the draft of the deed."""

from incubator.statutes.documents.amendment import draft_deed, findings_about
from incubator.statutes.documents.clauses import (
    articles,
    as_numbered_text,
    as_text,
    labelled,
    numbers_of,
)
from incubator.statutes.documents.deed import DraftDetails, deed
from incubator.statutes.documents.usage import unused_answers, unused_findings

__all__ = [
    "DraftDetails",
    "articles",
    "as_numbered_text",
    "as_text",
    "deed",
    "draft_deed",
    "findings_about",
    "labelled",
    "numbers_of",
    "unused_answers",
    "unused_findings",
]
