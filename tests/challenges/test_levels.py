"""All real notices: the levels are those that were reviewed, and what is called promising or perhaps is worth a founder's time."""

import pytest

from tests.challenges import reviewed

PROMISES = {"promising", "perhaps"}
# By two readers: one who judged all notices, and one who judged most of them without knowing what the first said.
NONSENSE = {"worth": {"no"}, "second": {"no", "later"}}
MOST_NONSENSE = 0.2


@pytest.fixture(scope="module")
def rows():
    return reviewed.kept()


def test_the_levels_of_all_real_notices_are_those_that_were_reviewed(app, shared_data):
    reviewed.import_all(shared_data)
    judged = []
    for row in reviewed.kept():
        judged.append({name: text for name, text in row.items() if name not in reviewed.READERS})
    assert reviewed.assessed() == judged


@pytest.mark.parametrize("reader", reviewed.READERS)
def test_at_most_a_fifth_of_what_is_promised_is_not_worth_the_time(rows, reader):
    promised = [row for row in rows if row["level"] in PROMISES and row[reader]]
    nonsense = [row for row in promised if row[reader] in NONSENSE[reader]]
    assert promised
    assert len(nonsense) / len(promised) <= MOST_NONSENSE


def test_of_what_is_promised_four_in_five_are_worth_the_time_to_a_reader(rows):
    promised = [row for row in rows if row["level"] in PROMISES]
    worth = [row for row in promised if "yes" in {row[reader] for reader in reviewed.READERS}]
    assert len(worth) / len(promised) >= 1 - MOST_NONSENSE


@pytest.mark.parametrize("reader", reviewed.READERS)
def test_nothing_that_is_worth_the_time_is_called_unlikely_or_no(rows, reader):
    assert [row["title"] for row in rows if row[reader] == "yes" and row["level"] in {"unlikely", "no"}] == []


def test_at_most_a_fifth_of_what_is_asked_first_is_no_task_for_residents(rows):
    asked = [row for row in rows if row["level"] == "unknown" and row["second"]]
    nonsense = [row for row in asked if row["second"] == "no"]
    assert asked
    assert len(nonsense) / len(asked) <= MOST_NONSENSE


def test_every_row_was_judged(rows):
    assert {row["worth"] for row in rows} == {"yes", "no", "doubtful"}
    assert len(rows) > 450
    assert sum(1 for row in rows if row["second"]) > 300
