"""What is left after a decision that a deed, a register or a liquidation completes: each step with its article, and only what is known."""

from datetime import date

import pytest

from incubator.meetings.rules.aftermath import steps_after
from incubator.meetings.values import ItemKind
from tests.meetings.sitting import decide, sitting

DECIDED = date(2027, 1, 31)


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        (ItemKind.AMENDMENT, ["G-17", "R-02"]),
        (ItemKind.CONVERSION, ["G-18", "G-18", "G-17", "R-02", "M-10"]),
        (ItemKind.DISSOLUTION, ["R-02", "", "C-17", "M-15", "A-09"]),
        (ItemKind.ORDINARY, []),
    ],
)
def test_each_step_rests_on_a_rule_of_the_fact_base_or_says_that_we_have_not_read_it(kind, numbers):
    steps = steps_after(kind, DECIDED)
    assert [step.number for step in steps] == numbers
    assert all(step.articles for step in steps)
    assert all(step.to_check for step in steps if not step.number)


def test_the_fact_base_has_these_rules(shared_data):
    known = (shared_data.parent / "law" / "cooperatie-rules.json").read_text()
    for kind in (ItemKind.AMENDMENT, ItemKind.CONVERSION, ItemKind.DISSOLUTION):
        for step in steps_after(kind, DECIDED):
            assert not step.number or f'"{step.number}"' in known


def test_the_days_are_counted_from_the_decision():
    dissolved = steps_after(ItemKind.DISSOLUTION, DECIDED)
    # Both end on a Sunday, so they run on until the Monday.
    assert dissolved[0].last == date(2027, 2, 8)
    assert steps_after(ItemKind.CONVERSION, DECIDED)[-1].last == date(2027, 3, 1)


def test_the_page_of_the_decision_has_the_steps(client, sign_in, app):
    here = sitting()
    decided = decide(here, ItemKind.DISSOLUTION)
    sign_in(client, here.chair)
    page = client.get(f"/cooperaties/{here.group.slug}/besluiten/{decided.year}/{decided.number}").text
    assert 'id="daarna"' in page
    rejected = decide(here, ItemKind.DISSOLUTION, against=True)
    page = client.get(f"/cooperaties/{here.group.slug}/besluiten/{rejected.year}/{rejected.number}").text
    assert 'id="daarna"' not in page
