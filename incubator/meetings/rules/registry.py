"""How a rule about meetings is declared and run: its number in the fact base of cooperative law, its articles, since when it holds.

A rule that rests on memory or on our own reading ([C] in the fact base) warns and never blocks.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from incubator.meetings.values.case import MeetingCase
from incubator.meetings.values.findings import MeetingFinding
from incubator.statutes.values.findings import Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
BOOK_2 = date(1976, 7, 26)  # Book 2 of the civil code; a meeting of before is not judged by it
ELECTRONIC = date(2007, 1, 1)  # from when the act knows electronic means (BW 2:38(6) to (9), 2:41(5))


class Breach:
    """What a rule sees: the sentence, what to do about it, and what fills both."""

    def __init__(
        self,
        message: str,
        remedy: str = "",
        *,
        severity: Severity | None = None,
        item: str = "",
        unknown: bool = False,
        voidable: bool = True,
        **params: object,
    ) -> None:
        self.message, self.remedy, self.params = message, remedy, params
        self.severity, self.item, self.unknown = severity, item, unknown
        self.voidable = voidable  # whether a decision can be set aside for it; some duties are only the board's


MeetingCheck = Callable[[MeetingCase], Iterable[Breach]]


@dataclass(frozen=True, slots=True)
class LawOfMeetings:
    """A rule: its number, the name that pages and scripts know it by, articles of law and of the statutes, and how sure it is."""

    number: str
    name: str
    articles: tuple[str, ...]
    severity: Severity
    own_articles: tuple[str, ...]
    since: date
    sure: bool
    convening: bool
    check: MeetingCheck

    def holds_on(self, day: date) -> bool:
        return self.since <= day

    def findings(self, case: MeetingCase) -> Iterator[MeetingFinding]:
        for breach in self.check(case):
            yield self.finding(breach)

    def finding(self, breach: Breach) -> MeetingFinding:
        severity = breach.severity or self.severity
        return MeetingFinding(
            rule=self.number,
            name=self.name,
            severity=severity,
            articles=self.articles,
            message=breach.message,
            params=breach.params,
            remedy=breach.remedy,
            own_articles=self.own_articles,
            item=breach.item,
            blocks=self.sure and breach.voidable and severity is ERROR and not breach.unknown,
            unknown=breach.unknown,
            convening=self.convening,
        )


RULES: list[LawOfMeetings] = []


def meeting_rule(
    name: str,
    number: str,
    articles: list[str],
    *,
    severity: Severity = ERROR,
    own: Iterable[str] = (),
    since: date = BOOK_2,
    sure: bool = True,
    convening: bool = True,
) -> Callable[[MeetingCheck], LawOfMeetings]:
    """Put a rule on the list. `own` names articles of the clause library, of which the statutes have their own number."""

    def declare(check: MeetingCheck) -> LawOfMeetings:
        declared = LawOfMeetings(number, name, tuple(articles), severity, tuple(own), since, sure, convening, check)
        RULES.append(declared)
        return declared

    return declare


def stated_rule(
    name: str, number: str, *articles: str, own: Iterable[str] = (), severity: Severity = ERROR, convening: bool = False
) -> LawOfMeetings:
    """A rule that is asked with more than a whole case: who asks makes its findings."""
    return LawOfMeetings(
        number, name, articles, severity, tuple(own), BOOK_2, sure=True, convening=convening, check=lambda _case: ()
    )
