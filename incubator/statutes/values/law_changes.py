"""Changes of law with their day: what held and what holds, and what such a change asks of one set of answers."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from incubator.statutes.values.changes import ArticleChange
from incubator.statutes.values.findings import RuleFinding
from incubator.statutes.values.schema import CONTENT


@dataclass(frozen=True, slots=True)
class LawChange:
    """A change of law: by the number of a rule, or by an article of the clause library whose text changes that day."""

    rule: str
    on: date | None  # None: it is coming, and nobody knows when
    title: str
    title_en: str
    before: str
    before_en: str
    after: str
    after_en: str
    action: str
    action_en: str
    articles: tuple[str, ...]
    source: str
    sure: bool
    everyone: bool = False  # no answer decides whom it hits: the question is for every group
    question: str = ""
    question_en: str = ""
    article: str = ""  # of the clause library

    def as_json(self) -> dict[str, Any]:
        return {
            "on": self.on.isoformat() if self.on else None,
            "rule": self.rule or None,
            "article": self.article or None,
            "title": self.title,
            "before": self.before,
            "after": self.after,
            "action": self.action,
            "question": self.question or None,
            "articles": list(self.articles),
            "source": self.source,
            "sure": self.sure,
        }


@cache
def known_changes() -> tuple[LawChange, ...]:
    """Every change of the fact base that has a day or will get one, in the order of the file."""
    rows = tomllib.loads((CONTENT / "law_changes.toml").read_text(encoding="utf-8"))["change"]
    return tuple(LawChange(**{"on": None} | row | {"articles": tuple(row["articles"])}) for row in rows)


class HitKind(StrEnum):
    """How a change touches statutes."""

    ASKED = "asked"  # the law asks something that it did not ask before
    DROPPED = "dropped"  # what the law asked, it no longer asks
    TEXT = "text"  # the text of the deed would be another
    QUESTION = "question"  # only the group knows


@dataclass(frozen=True, slots=True)
class ProposedAnswer:
    """An answer that must change: the value that the law gives, or else the question, with fixed texts to choose from."""

    path: str
    now: Any
    proposed: Any = None
    question: str = ""
    question_en: str = ""
    choices: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "now": self.now,
            "proposed": self.proposed,
            "question": self.question or None,
            "choices": list(self.choices),
        }


@dataclass(frozen=True, slots=True)
class LawHit:
    """What a change of law asks of one set of answers, and the amendment that would follow."""

    kind: HitKind
    findings: tuple[RuleFinding, ...] = ()
    amendment: tuple[ProposedAnswer, ...] = ()
    texts: tuple[ArticleChange, ...] = ()

    def as_json(self) -> dict[str, Any]:
        why = [finding.message for finding in self.findings]
        amendment = [proposal.as_json() for proposal in self.amendment]
        text = [change.as_json() for change in self.texts]
        return {"kind": self.kind.value, "why": why, "amendment": amendment, "text": text}
