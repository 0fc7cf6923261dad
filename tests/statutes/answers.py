"""A valid set of answers, and one that differs in a few places."""

from copy import deepcopy
from datetime import date

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
