"""All real notices: the levels are those that were reviewed, and what is called promising or perhaps is worth a founder's time."""

import pytest

from tests.challenges import reviewed

PROMISES = {"promising", "perhaps"}


@pytest.fixture(scope="module")
def rows():
    return reviewed.kept()


def test_the_levels_of_all_real_notices_are_those_that_were_reviewed(app, shared_data):
    reviewed.import_all(shared_data)
    judged = [{name: text for name, text in row.items() if name != "worth"} for row in reviewed.kept()]
    assert reviewed.assessed() == judged


def test_at_most_a_fifth_of_what_is_promised_is_not_worth_the_time(rows):
    promised = [row for row in rows if row["level"] in PROMISES]
    worth = [row for row in promised if row["worth"] == "yes"]
    assert promised
    assert len(worth) / len(promised) >= 0.8


def test_nothing_that_is_worth_the_time_is_called_unlikely_or_no(rows):
    assert [row["title"] for row in rows if row["worth"] == "yes" and row["level"] in {"unlikely", "no"}] == []


def test_every_row_was_judged(rows):
    assert {row["worth"] for row in rows} == {"yes", "no", "doubtful"}
    assert len(rows) > 450
