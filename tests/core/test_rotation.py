"""Backups are kept by day, week and month; a name that is not ours is never removed."""

from datetime import datetime, timedelta

import pytest

from incubator.core import rotation
from incubator.core.rotation import Keeping

NIGHT = datetime(2026, 11, 26, 2, 0)


@pytest.mark.parametrize("written", ["7d/4w/12m", "7d,4w,12m", " 7d / 4w / 12m "])
def test_what_is_kept_is_written_in_short(written):
    assert Keeping.read(written).numbers == {"d": 7, "w": 4, "m": 12}


@pytest.mark.parametrize("written", ["", "7", "d", "0d", "-1d", "7x", "7d/", "７d", "7d 4w"])
def test_something_else_is_refused(written):
    with pytest.raises(ValueError, match="7d/4w/12m"):
        Keeping.read(written)


def test_a_year_of_nights_comes_to_days_weeks_and_months():
    nights = [NIGHT - timedelta(days=number) for number in range(400)]
    kept = Keeping.read("7d/4w/12m").kept(nights)
    assert {NIGHT - timedelta(days=number) for number in range(7)} <= kept
    assert datetime(2026, 10, 31, 2, 0) in kept
    assert datetime(2025, 12, 31, 2, 0) in kept
    assert datetime(2025, 11, 30, 2, 0) not in kept
    assert len(kept) == 7 + 2 + 11  # two weeks and this month are kept as a day


def test_the_newest_is_kept_however_many_there_were_that_day():
    moments = [NIGHT, NIGHT + timedelta(hours=5), NIGHT + timedelta(hours=9)]
    assert Keeping.read("1m").kept(moments) == {moments[-1]}


def test_a_pause_without_backups_removes_nothing_more():
    long_ago = [NIGHT - timedelta(days=300 + number) for number in range(3)]
    assert Keeping.read("3d").kept(long_ago) == set(long_ago)


def test_only_backups_are_removed(tmp_path):
    for moment in (NIGHT, NIGHT - timedelta(days=1)):
        (tmp_path / rotation.name_of(moment)).touch()
    for name in ("notes.txt", "incubator-old.zip", "incubator-20261125T020000Z.zip.part"):
        (tmp_path / name).touch()
    removed = rotation.remove_old(tmp_path, Keeping.read("1d"))
    assert [path.name for path in removed] == ["incubator-20261125T020000Z.zip"]
    assert len(list(tmp_path.iterdir())) == 4
