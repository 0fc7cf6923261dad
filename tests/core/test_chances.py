"""A chance on a page: in whole per cent, and never certain."""

import pytest

from incubator.core import formatting


@pytest.mark.parametrize(
    ("value", "shown"), [(1.0, 99), (0.999, 99), (0.985, 98), (0.57, 57), (0.29, 29), (0.499, 49), (0.5, 50), (0.0, 0)]
)
def test_a_chance_is_shown_in_whole_per_cent_and_nothing_is_certain(value, shown):
    assert formatting.chance(value) == shown
