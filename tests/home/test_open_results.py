"""The results as open data: the same counts as those of the council, without the small numbers that point at people."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core import clock
from incubator.core.db import db
from incubator.core.open_data import DataRequest
from incubator.home.documents import RESULTS
from incubator.home.documents.open_results import LEAST, VALUE, rows_until
from incubator.home.rules.small_numbers import hidden
from tests.factories import CooperativeFactory


@pytest.mark.parametrize(
    ("total", "parts", "names", "hides_total"),
    [
        (0, {"a": 0, "b": 0}, set(), False),
        (10, {"a": 5, "b": 5}, set(), False),
        (4, {"a": 4, "b": 0}, {"a"}, True),
        (10, {"a": 1, "b": 9}, {"a", "b"}, False),  # the total and b would tell a
        (20, {"a": 1, "b": 2, "c": 8, "d": 9}, {"a", "b", "c"}, False),  # a and b are 3 together
        (14, {"a": 4, "b": 4, "c": 6}, {"a", "b"}, False),
        (7, {"a": 3, "b": 0, "c": 4}, {"a", "c"}, False),
    ],
)
def test_a_small_number_is_left_out_and_cannot_be_reckoned(total, parts, names, hides_total):
    column = hidden(total, [parts], 5)
    assert (set(column.parts[0]), column.total) == (names, hides_total)


def test_a_total_that_is_left_out_cannot_be_added_up_from_another_division():
    column = hidden(3, [{"zuid": 3}, {"lente": 2, "herfst": 1}], 5)
    assert column.total
    assert all(column.parts)


@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=1, max_size=6), st.integers(2, 6))
def test_no_number_that_is_left_out_follows_from_the_rest(rows, least):
    """Two divisions of the same groups: over one the sums of rows, over the other those of columns."""
    across = {f"r{number}": sum(row) for number, row in enumerate(rows)}
    down = {f"c{number}": sum(row[number] for row in rows) for number in range(3)}
    total = sum(across.values())
    column = hidden(total, [across, down], least)
    for parts, names in zip((across, down), column.parts, strict=True):
        shown = {name: number for name, number in parts.items() if name not in names}
        assert not any(0 < number < least for number in shown.values())
        left_out = total - sum(shown.values())
        if column.total:
            assert names or total == 0
        elif names:
            assert len(names) > 1
            assert left_out >= least
    assert column.total or not 0 < total < least


@pytest.fixture
def groups(app):
    for number in range(6):
        CooperativeFactory(name=f"Groep {number}", slug=f"groep-{number}", neighbourhood="Zuid")
    CooperativeFactory(name="Alleen", slug="alleen", neighbourhood="Noord")
    db.session.commit()


def rows(app):
    return list(rows_until(clock.today()))


def test_a_neighbourhood_with_few_groups_is_not_shown_nor_the_one_that_would_tell(app, groups):
    of_year = [row for row in rows(app) if row["year"] == clock.today().year]
    total = next(row for row in of_year if row["part"] == "all")
    assert total["started"] == 7
    parts = {row["name"]: row for row in of_year if row["part"] == "neighbourhood"}
    assert (parts["Noord"]["started"], parts["Zuid"]["started"]) == (None, None)
    assert "started" in parts["Noord"]["left_out"].split()
    assert parts["Noord"]["stopped"] == 0


def test_every_row_has_every_column_and_says_which_are_left_out(app, groups):
    names = {column.name for column in RESULTS.columns}
    for row in RESULTS.rows(DataRequest()):
        assert set(row.values) == names
        empty = {name for name in (*LEAST, VALUE) if row.values[name] is None}
        assert empty == set((row.values["left_out"] or "").split())


def test_no_group_is_named(app, groups):
    assert "Groep 1" not in str([row.values for row in RESULTS.rows(DataRequest())])


def test_there_is_a_year_for_each_since_the_first_group(app):
    group = CooperativeFactory(slug="oud")
    group.created_at = group.created_at.replace(year=clock.today().year - 2)
    db.session.commit()
    years = [row["year"] for row in rows(app) if row["part"] == "all"]
    assert years == [clock.today().year - 2, clock.today().year - 1, clock.today().year]


def test_amounts_are_exact(app, groups):
    assert all(isinstance(row[VALUE], Decimal | None) for row in rows(app))
    assert all(isinstance(row["until"], date) for row in rows(app))
