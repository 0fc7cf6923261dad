"""A valid set of answers, and one that differs in a few places."""

from copy import deepcopy
from datetime import date

from incubator.statutes.documents import articles, as_text, numbers_of
from incubator.statutes.rules import check
from incubator.statutes.values import read
from incubator.statutes.values.prefilling import with_values
from incubator.statutes.values.schema import example

TODAY = date(2026, 11, 24)


def answers(**changes):
    """The example with other values; `board__min=1` changes board.min."""
    return with_values(deepcopy(example()), {path.replace("__", "."): value for path, value in changes.items()})


def findings_of(*, on=TODAY, **changes):
    """The findings by rule: {"C-06": [finding, ...]}."""
    by_rule = {}
    for finding in check(read(answers(**changes)), on=on):
        by_rule.setdefault(finding.rule, []).append(finding)
    return by_rule


def as_lines(statutes):
    """The whole text without numbers: the heading of an article on a line, then each clause on one."""
    written = articles(statutes)
    numbers = numbers_of(written)
    lines = []
    for place, article in enumerate(written, start=1):
        lines.append(f"Artikel {place}. {article.title}")
        lines += [as_text(clause, numbers) for clause in article.clauses]
    return lines
