"""docs/law.md says of every rule of the fact base where it lives, and tells the truth about those that are checked."""

import json
import re
from pathlib import Path

from incubator.statutes.rules import RULES

TABLE = Path(__file__).resolve().parents[2] / "docs" / "law.md"
ROW = re.compile(r"^\| (?P<number>[A-Z]-\d\d) \| (?P<cells>.*) \|$", re.M)


def rows():
    return [(match["number"], match["cells"].split(" | ")) for match in ROW.finditer(TABLE.read_text(encoding="utf-8"))]


def test_every_rule_of_the_fact_base_stands_in_the_table_once(shared_data):
    facts = json.loads((shared_data.parent / "law" / "cooperatie-rules.json").read_text(encoding="utf-8"))["rules"]
    listed = [number for number, _cells in rows() if not number.startswith("S-")]
    assert sorted(listed) == sorted(fact["id"] for fact in facts)
    scopes = {number: cells[1] for number, cells in rows() if not number.startswith("S-")}
    assert scopes == {fact["id"]: fact["scope"] for fact in facts}


def test_what_the_table_calls_checked_is_declared_and_the_other_way_round():
    listed = {number for number, cells in rows() if number.startswith("S-") or cells[2].startswith("check:")}
    assert listed == {rule.number for rule in RULES}


def test_the_table_names_the_modules_and_the_dates_of_the_declarations():
    cells_of = {number: cells for number, cells in rows() if not number.startswith("S-")}
    for rule in RULES:
        if rule.number in cells_of:
            _article, _scope, where, period = cells_of[rule.number]
            assert f"`{rule.check.__module__.removeprefix('incubator.statutes.')}`" in where, rule.number
            assert f"{rule.since} – {rule.until or ''}".strip() in period, rule.number


def test_every_rule_that_answers_decide_is_checked():
    """Rules of these scopes that no answer decides say so with their reason."""
    for number, cells in rows():
        if (
            not number.startswith("S-")
            and cells[1] in {"formation", "statutes", "statutes+operation"}
            and not cells[2].startswith("check:")
        ):
            assert cells[2].startswith(("documents", "nowhere", "text of the deed")), number
