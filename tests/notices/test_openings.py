"""The page as it opens: over very many notices its counts are kept, and over few they are counted at once."""

from datetime import timedelta

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.notices.queries import openings as queries
from incubator.notices.queries import searching
from incubator.notices.services import openings
from tests.notices.test_pages import publication, store

pytestmark = pytest.mark.both_databases


@pytest.fixture
def many(app, monkeypatch):
    """So many that counts are kept: here twenty-one."""
    monkeypatch.setattr(openings, "MANY", 20)
    soon = (clock.today() + timedelta(days=30)).isoformat()
    store(*(publication(number, f"Groen {number}", sluitingsDatum=f"{soon}T10:00:00") for number in range(1, 22)))


def keep():
    with transaction(actor=SYSTEM):
        return openings.count_openings(now=clock.now())


@pytest.mark.parametrize("name", ["open", "everything"])
def test_kept_counts_are_those_of_counting(many, name):
    request = queries.OPENINGS[name]
    counted = searching.search_notices(request, now=clock.now())
    assert keep() == 21
    kept = searching.search_notices(request, now=clock.now())
    assert (counted.counted_at, kept.counted_at is None) == (None, False)
    assert (kept.total, kept.facets) == (counted.total, counted.facets)
    assert [notice.id for notice in kept.notices] == [notice.id for notice in counted.notices]


def test_counts_that_are_too_old_are_made_again(many):
    keep()
    later = clock.now() + queries.HOLDS + timedelta(minutes=1)
    assert searching.search_notices(queries.OPENINGS["everything"], now=later).counted_at is None


def test_over_few_notices_nothing_is_kept(many, monkeypatch):
    keep()
    monkeypatch.setattr(openings, "MANY", 100)
    keep()
    assert searching.search_notices(queries.OPENINGS["everything"], now=clock.now()).counted_at is None


def test_a_question_is_always_counted(many):
    keep()
    assert searching.search_notices(searching.Request("groen"), now=clock.now()).counted_at is None
