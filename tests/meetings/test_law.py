"""docs/law.md and the rules of meetings agree, and what no part of the product does yet is named."""

import importlib
import json
import re
from pathlib import Path

import pytest

import incubator.meetings.rules
from incubator.meetings.rules import attendance, effects, proxies, results, roll, unanimity, voting
from incubator.meetings.rules.registry import BOOK_2, RULES, LawOfMeetings
from tests.statutes.test_law import rows

FOLDER = Path(incubator.meetings.rules.__file__).parent
STATED = (roll, proxies, unanimity, attendance, effects, results, voting)
# Rules of the fact base of which a part is work of the register, the capital accounts, the duties or the minutes.
STILL_OPEN = frozenset(
    {
        *("A-01", "A-02", "A-05", "A-06", "A-09", "A-11", "B-12"),
        *("M-08", "M-09", "M-10", "M-12", "M-13", "M-18", "M-21", "R-02", "R-03"),
    }
)


def declared():
    """Every rule once, with the module in which it is declared."""
    modules = {rule.name: (rule, rule.check.__module__) for rule in RULES}
    for module in STATED:
        for value in vars(module).values():
            if isinstance(value, LawOfMeetings):
                known, _module = modules.setdefault(value.name, (value, module.__name__))
                assert known is value, f"two rules are called {value.name}"
    return list(modules.values())


def cells_of(number):
    return dict(rows())[number]


def test_every_rule_of_meetings_stands_in_the_table_with_its_module():
    numbers = {number for number, _cells in rows()}
    for rule, module in declared():
        assert rule.number in numbers
        assert f"`{module.removeprefix('incubator.')}`" in cells_of(rule.number)[2], (rule.number, module)


def test_every_module_that_the_table_names_is_there():
    text = " ".join(cells[2] for number, cells in rows() if not number.startswith("S-"))
    named = set(re.findall(r"`(meetings\.rules\.\w+)`", text))
    assert len(named) > 10
    for module in named:
        importlib.import_module(f"incubator.{module}")


def test_a_module_whose_table_row_names_it_speaks_of_that_rule():
    for number, cells in rows():
        for module in re.findall(r"`meetings\.rules\.(\w+)`", cells[2]) if not number.startswith("S-") else ():
            source = (FOLDER / f"{module}.py").read_text(encoding="utf-8")
            law = set(re.findall(r"\d:\d+a?", cells[0]))
            assert number in source or any(article in source for article in law), (number, module)


def test_what_is_open_is_named_and_nothing_else_is():
    open_rows = {number for number, cells in rows() if not number.startswith("S-") and "not yet" in cells[2]}
    assert open_rows == STILL_OPEN


def test_no_rule_of_a_running_cooperative_or_its_filings_is_nowhere_without_a_reason():
    for number, cells in rows():
        if not number.startswith("S-") and cells[1] in {"operation", "filing", "statutes+operation"}:
            assert cells[2].strip()
            if cells[2].startswith("nowhere"):
                assert re.match(r"nowhere( on purpose)?: \w+", cells[2]), number


def test_only_what_was_read_in_the_act_can_block(shared_data):
    facts = json.loads((shared_data.parent / "law" / "cooperatie-rules.json").read_text(encoding="utf-8"))["rules"]
    confidence = {fact["id"]: fact["confidence"] for fact in facts}
    for rule, _module in declared():
        # What was not read in the act warns, and never blocks.
        if rule.sure and rule.severity.value == "error":
            assert confidence[rule.number].startswith("A"), rule.number


@pytest.mark.parametrize("rule", [rule for rule, _module in declared()], ids=lambda rule: rule.name)
def test_every_rule_has_articles_a_name_and_a_day(rule):
    assert rule.articles
    assert re.fullmatch(r"[a-z-]+", rule.name)
    assert rule.since >= BOOK_2
