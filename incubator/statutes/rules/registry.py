"""How a rule of law is declared and run.

A rule is a plain function from answers to what is wrong. The decorator holds what the fact base of cooperative law says of it: its
id, articles, severity, how sure that is, and from when until when it holds. A rule whose basis is memory or inference ([C]) never
blocks. A rule that changed is declared once for each period.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from incubator.statutes.values import RuleFinding, Severity, Statutes

STATE_OF_KNOWLEDGE = date(2026, 11, 23)  # of the fact base
# Where the day on which an article came into force is not in the fact base, a rule holds from the text that was read on.
TEXTS = {
    "BW": (date(2023, 5, 1), "https://wetten.overheid.nl/BWBR0003045"),
    "ZW": (date(2023, 10, 1), "https://wetten.overheid.nl/BWBR0001888"),
    "Vpb": (date(2006, 1, 1), "https://wetten.overheid.nl/BWBR0002672"),
    "Uitvoeringsbesluit": (STATE_OF_KNOWLEDGE, "https://wetten.overheid.nl"),
    "Verordening": (STATE_OF_KNOWLEDGE, "https://eur-lex.europa.eu/eli/reg/2024/1624/oj"),
    "WOR": (STATE_OF_KNOWLEDGE, "https://wetten.overheid.nl/BWBR0002747"),
    "Wet": (date(2023, 5, 1), "https://www.tweedekamer.nl/kamerstukken/wetsvoorstellen/detail?dossier=36489"),
}
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Broken:
    """What a rule function says: where, what is wrong, what to do; `severity` only when lighter than the rule's own."""

    field: str
    message: str
    remedy: str
    severity: Severity | None = None


Check = Callable[[Statutes], Iterable[Broken]]


@dataclass(frozen=True, slots=True)
class Rule:
    number: str
    name: str
    articles: tuple[str, ...]
    severity: Severity
    confidence: str
    since: date
    until: date | None
    source: str
    check: Check

    def holds_on(self, day: date) -> bool:
        """Whether the rule is law on this day; the first and the last day count."""
        return self.since <= day and (self.until is None or day <= self.until)

    def overlaps(self, other: "Rule") -> bool:
        """Whether the same rule is declared twice for a day."""
        same = (self.number, self.name) == (other.number, other.name)
        return same and (self.holds_on(other.since) or other.holds_on(self.since))

    @property
    def may_block(self) -> bool:
        # C is memory or inference: it may warn, but nobody is kept from the notary by what we only believe.
        return self.severity is ERROR and "C" not in self.confidence

    def findings(self, statutes: Statutes) -> Iterator[RuleFinding]:
        for broken in self.check(statutes):
            severity = broken.severity or self.severity
            yield RuleFinding(
                rule=self.number,
                name=self.name,
                severity=severity,
                blocks=self.may_block and severity is ERROR,
                articles=self.articles,
                field=broken.field,
                message=broken.message,
                remedy=broken.remedy,
                sure="C" not in self.confidence,
            )


RULES: list[Rule] = []


def rule(
    name: str,
    *,
    number: str,
    articles: list[str],
    severity: Severity,
    confidence: str = "A",
    since: date | None = None,
    until: date | None = None,
) -> Callable[[Check], Check]:
    """Declare a rule; ids and severities are those of the fact base. Raises `ValueError` when it is declared twice for a day."""
    read_on, source = TEXTS[articles[0].split()[0]]

    def declare(check: Check) -> Check:
        declared = Rule(number, name, tuple(articles), severity, confidence, since or read_on, until, source, check)
        # Two texts of one article on one day would give the reader two verdicts; better no start than that.
        if any(declared.overlaps(other) for other in RULES):
            raise ValueError(f"The rule {number} is declared twice for the same day")
        RULES.append(declared)
        return check

    return declare
