"""Changes of law in a period, and which of them hit a set of answers: the check and the deed of the day before beside those of the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from incubator.statutes.documents.comparing import as_articles, compare_texts
from incubator.statutes.documents.library import library
from incubator.statutes.rules import RULES
from incubator.statutes.rules.amending import proposals
from incubator.statutes.values import RuleFinding, Statutes
from incubator.statutes.values.changes import Change
from incubator.statutes.values.law_changes import HitKind, LawChange, LawHit, known_changes

DAY = timedelta(days=1)
BACK, AHEAD = timedelta(days=365), timedelta(days=730)


@dataclass(frozen=True, slots=True)
class RadarPeriod:
    """The days that the radar looks at; both count."""

    first: date
    last: date

    @classmethod
    def around(cls, today: date) -> "RadarPeriod":
        """From a year back to two years ahead."""
        return cls(today - BACK, today + AHEAD)

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period; what has no day yet can come at any moment."""
        return day is None or self.first <= day <= self.last


def changes_in(period: RadarPeriod) -> list[LawChange]:
    """The changes of law in a period by their day; those without a day last."""
    changes = [change for change in (*known_changes(), *_changes_of_texts()) if period.holds(change.on)]
    return sorted(changes, key=lambda change: change.on or date.max)


def _changes_of_texts() -> Iterator[LawChange]:
    """Articles of the library of which a text begins or ends."""
    for article in library():
        parts = [article, *article["clause"]]
        dated = sorted(_turning_days(parts))
        for day, _same in groupby(dated):
            yield _change_of_text(article, day)


def _turning_days(parts: Sequence[dict[str, Any]]) -> Iterator[date]:
    """The first day on which another text holds."""
    for part in parts:
        if "since" in part:
            yield part["since"]
        if "until" in part:
            yield part["until"] + DAY


def _change_of_text(article: dict[str, Any], day: date) -> LawChange:
    whole = " ".join(clause["text"] for clause in article["clause"])
    before = [clause["text"] for clause in article["clause"] if clause.get("until") == day - DAY]
    after = [clause["text"] for clause in article["clause"] if clause.get("since") == day]
    if article.get("until") == day - DAY:
        before = [whole]
    if article.get("since") == day:
        after = [whole]
    return LawChange(
        rule="",
        on=day,
        title=article["title"],
        title_en=article["title"],
        before=" ".join(before),
        before_en=" ".join(before),
        after=" ".join(after),
        after_en=" ".join(after),
        action="Neem de nieuwe tekst op bij de volgende wijziging van de statuten.",
        action_en="Put the new text in at the next amendment of the statutes.",
        articles=tuple(article["law"]),
        source="https://wetten.overheid.nl/BWBR0003045",
        sure=True,
        article=article["id"],
    )


def hit_of(change: LawChange, statutes: Statutes, *, today: date) -> LawHit | None:
    """What a change asks of these answers; None when they stay as they are."""
    if change.everyone:
        return LawHit(HitKind.QUESTION)
    if change.article:
        return _text_hit(change, statutes)
    before, after = _findings_around(change, statutes, today)
    fields = {finding.field for finding in before}
    asked = tuple(finding for finding in after if finding.field not in fields)
    if asked:
        return LawHit(HitKind.ASKED, asked, proposals(change.rule, statutes))
    fields = {finding.field for finding in after}
    dropped = tuple(finding for finding in before if finding.field not in fields)
    return LawHit(HitKind.DROPPED, dropped) if dropped else None


def _findings_around(change: LawChange, statutes: Statutes, today: date) -> tuple[list[RuleFinding], list[RuleFinding]]:
    """What the rule of a change finds on the day before and on the day; without a day, nothing before and what it finds today."""
    if change.on is None:
        return [], _findings(change.rule, statutes, today)
    return _findings(change.rule, statutes, change.on - DAY), _findings(change.rule, statutes, change.on)


def _findings(number: str, statutes: Statutes, on: date) -> list[RuleFinding]:
    findings: list[RuleFinding] = []
    for rule in RULES:
        if rule.number == number and rule.holds_on(on):
            findings += rule.findings(statutes)
    return findings


def _text_hit(change: LawChange, statutes: Statutes) -> LawHit | None:
    if change.on is None:
        return None
    before, after = as_articles(statutes, on=change.on - DAY), as_articles(statutes, on=change.on)
    texts = [text for text in compare_texts(before, after) if text.change is not Change.SAME]
    of_article = tuple(text for text in texts if text.clause == change.article)
    return LawHit(HitKind.TEXT, texts=of_article) if of_article else None
