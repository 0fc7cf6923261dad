"""How a rule of law is declared and run.

A rule is a plain function from answers to what is wrong. The decorator holds what the fact base of cooperative law says of it: its
id, articles, severity and how sure that is. A rule whose basis is memory or inference ([C]) never blocks.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from incubator.statutes.values import RuleFinding, Severity, Statutes

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
    check: Check

    @property
    def may_block(self) -> bool:
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
            )


RULES: dict[str, Rule] = {}


def rule(
    name: str, *, number: str, articles: list[str], severity: Severity, confidence: str = "A"
) -> Callable[[Check], Check]:
    """Declare a rule; ids and severities are those of the fact base."""

    def declare(check: Check) -> Check:
        if number in RULES:
            raise ValueError(f"The rule {number} is declared twice")
        RULES[number] = Rule(number, name, tuple(articles), severity, confidence, check)
        return check

    return declare
