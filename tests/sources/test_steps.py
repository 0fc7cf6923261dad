"""When a list ends, what a rectification touches, what a fetch came to: decided without any service, both sides of every limit."""

from datetime import date

import pytest

from incubator.sources import commands
from incubator.sources.jobs import Fetched, SourceReading
from incubator.sources.kinds import SourceWalk, ted, tenderned

TODAY = date(2026, 11, 24)


def walk_at(cursor, *, known=(), siblings=()):
    """A walk over a list of which these publications were read before."""
    return SourceWalk(
        "https://example.org",
        {},
        cursor,
        TODAY,
        known=lambda numbers: set(known) & set(numbers),
        siblings=lambda _procurements: set(siblings),
    )


@pytest.mark.parametrize(
    ("number", "seen", "total", "following", "is_last"),
    [
        (0, 0, 0, "next", True),
        (0, 100, 300, "next", True),
        (100, 100, 300, None, True),
        (100, 100, 300, "", True),
        (100, 200, 300, "same", True),
        (100, 200, 300, "next", False),
        (100, 100, 0, "next", False),
        (50, 50, 120, "next", False),
        (50, 119, 120, "next", False),
        (50, 120, 120, "next", True),
        (99, 99, 0, "next", True),
    ],
)
def test_a_search_of_ted_ends_where_nothing_new_can_follow(number, seen, total, following, is_last):
    assert ted._is_last(walk_at({"token": "same"}), number, seen, total, following) is is_last


@pytest.mark.parametrize(
    ("listing", "page", "ends"),
    [
        ({"content": [{}], "last": False}, 0, False),
        ({"content": [{}], "last": False}, 98, False),
        ({"content": [{}], "last": False}, 99, True),
        ({"content": [{}], "last": True}, 0, True),
        ({"content": [{}]}, 0, True),
        ({"content": ["text", None], "last": False}, 0, True),
    ],
)
def test_a_list_of_tenderned_ends_where_nothing_more_can_be_had(listing, page, ends):
    assert tenderned._ends(listing, page) is ends


def test_only_what_is_not_known_is_read_in_detail_each_once_and_in_the_order_of_the_list():
    items = [{"publicatieId": number} for number in ("9", 8, "9", "7", "no number", True, None, "6")]
    walk = walk_at({"tried": ["6"]}, known=["7"])
    assert tenderned._to_be_read(items, walk) == ["9", "8"]


@pytest.mark.parametrize(
    ("mark", "read"),
    [
        ({"typePublicatie": {"code": "REC"}}, ["10", "8", "9"]),
        ({"typePublicatie": "REC"}, ["10", "8", "9"]),
        ({"isRectificatie": True}, ["10", "8", "9"]),
        ({"isEformsWijziging": True}, ["10", "8", "9"]),
        ({"publicatieIDLaatsteRectificatie": 8}, ["10", "8", "9"]),
        ({"isRectificatie": False, "typePublicatie": {"code": "AAO"}}, ["10"]),
        ({"isRectificatie": True, "kenmerk": None}, ["10"]),
    ],
)
def test_a_new_rectification_has_its_whole_procurement_read_again(mark, read):
    items = [{"publicatieId": "10", "kenmerk": 600, **mark}]
    assert tenderned._to_be_read(items, walk_at({}, siblings=["9", "10", "8"])) == read


def test_a_rectification_that_is_known_has_nothing_read_again():
    items = [{"publicatieId": "10", "kenmerk": 600, "isRectificatie": True}]
    assert tenderned._to_be_read(items, walk_at({}, known=["10"], siblings=["8", "9"])) == []


def reading_with(status, **counts):
    return SourceReading(1, "Gemeente", "feed", status, **counts)


@pytest.mark.parametrize(
    ("readings", "code"),
    [
        ([], 0),
        ([reading_with("read", new=3)], 0),
        ([reading_with("more", updated=3)], 0),
        ([reading_with("read", new=3, rejected=1)], 3),
        ([reading_with("read"), reading_with("failed")], 3),
        ([reading_with("failed", new=1)], 3),
        ([reading_with("failed"), reading_with("busy")], 1),
        ([reading_with("failed", rejected=1)], 1),
    ],
)
def test_the_exit_status_tells_all_a_part_and_nothing_apart(readings, code):
    assert commands._exit_status(readings) == code


def test_a_round_counts_its_readings_together():
    readings = (reading_with("read", new=2, updated=1), reading_with("failed", new=1), reading_with("busy", updated=4))
    fetched = Fetched(readings, mails=2)
    assert fetched.stored == 8
    assert str(fetched) == "3 sources read, 1 failed: 3 new, 5 updated; 2 mails"


def test_a_cell_without_a_value_keeps_its_place():
    assert [commands._cell(value) for value in (None, 0, "", False)] == ["-", "0", "", "False"]
