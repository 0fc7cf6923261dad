"""docs/law.md and the rules of meetings agree, and what no part of the product does yet is named."""

import importlib
import json
import re
from pathlib import Path

import pytest

from incubator.meetings.rules import attendance, effects, proxies, results, roll, unanimity, voting
from incubator.meetings.rules.registry import BOOK_2, RULES, LawOfMeetings
from tests.statutes.test_law import rows

STATED = (roll, proxies, unanimity, attendance, effects, results, voting)
FEATURES = "meetings|register|capital|duties|statutes"
MODULE = re.compile(rf"`((?:{FEATURES})\.(?:\w+\.)*\w+)`")


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


def named_modules():
    """Every rule of the fact base with the modules that its row names."""
    for number, cells in rows():
        if not number.startswith("S-"):
            for module in MODULE.findall(cells[2]):
                yield number, cells[0], module


def test_the_table_names_modules_of_every_feature_that_carries_law():
    named = {module.split(".")[0] for _number, _article, module in named_modules()}
    assert named == set(FEATURES.split("|"))
    assert len(set(named_modules())) > 100


@pytest.mark.parametrize(("number", "article", "module"), sorted(set(named_modules())))
def test_a_module_that_the_table_names_is_there_and_speaks_of_that_rule(number, article, module):
    source = Path(importlib.import_module(f"incubator.{module}").__file__).read_text(encoding="utf-8")
    law = re.findall(r"\d:\d+[a-z]?", article)
    assert number in source or any(re.search(rf"{re.escape(known)}(?!\d)", source) for known in law), (number, module)


def test_nothing_is_left_for_later():
    assert [number for number, cells in rows() if "not yet" in cells[2].lower()] == []


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
