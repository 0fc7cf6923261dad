"""A membership is what its entries make of it, replayed on any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.register import rules
from incubator.register.values import ApplicantStanding, EventKind, MembershipStanding, RegisterEntry, Ruling

FIRST = date(2026, 1, 1)


def entry(number, kind, day, decided=None, **more):
    """Something that happened on a day, counted from the first of January."""
    on = FIRST + timedelta(days=day)
    decided_on = on if decided is None else FIRST + timedelta(days=decided)
    return RegisterEntry(number, kind, on, decided_on, **more)


ADMITTED = entry(1, EventKind.ADMISSION, 0)
EXPELLED = entry(2, EventKind.EXPULSION, 40, 10, decided_by="bestuur")
APPEALED = entry(3, EventKind.APPEAL, 20, concerns=2)


def standings(entries, *days):
    counting = rules.counting(entries)
    return [rules.standing_on(counting, FIRST + timedelta(days=day)) for day in days]


MEMBER, SUSPENDED, ENDED = MembershipStanding.MEMBER, MembershipStanding.SUSPENDED, MembershipStanding.ENDED


@pytest.mark.parametrize(
    ("entries", "days", "seen"),
    [
        ([EXPELLED], (9, 10, 40, 41), [MEMBER, SUSPENDED, SUSPENDED, ENDED]),
        ([EXPELLED, APPEALED], (10, 20, 41, 400), [SUSPENDED, SUSPENDED, SUSPENDED, SUSPENDED]),
        (
            [EXPELLED, APPEALED, entry(4, EventKind.RULING, 60, concerns=3, ground=Ruling.ANNULLED)],
            (41, 59, 60, 100),
            [SUSPENDED, SUSPENDED, MEMBER, MEMBER],
        ),
        (
            [
                EXPELLED,
                APPEALED,
                entry(4, EventKind.RULING, 60, concerns=3, ground=Ruling.UPHELD),
                entry(5, EventKind.EXPULSION, 60, concerns=4),
            ],
            (59, 60, 61),
            [SUSPENDED, SUSPENDED, ENDED],
        ),
        ([EXPELLED, entry(3, EventKind.CORRECTION, 12, concerns=2)], (11, 41), [MEMBER, MEMBER]),
        (
            [EXPELLED, APPEALED, entry(4, EventKind.CORRECTION, 21, concerns=3)],
            (40, 41),
            [SUSPENDED, ENDED],
        ),
        (
            [entry(2, EventKind.SUSPENSION, 10, until=FIRST + timedelta(days=20))],
            (9, 10, 20, 21),
            [MEMBER, SUSPENDED, SUSPENDED, MEMBER],
        ),
        (
            [entry(2, EventKind.SUSPENSION, 10), entry(3, EventKind.LIFTING, 15, concerns=2)],
            (14, 15),
            [SUSPENDED, MEMBER],
        ),
        (
            [entry(2, EventKind.RESIGNATION, 364, 30), entry(3, EventKind.DEATH, 50, 52)],
            (49, 50, 51),
            [MEMBER, MEMBER, ENDED],
        ),
        ([entry(2, EventKind.TRANSFER, 30)], (30, 31), [MEMBER, ENDED]),
    ],
)
def test_what_happened_makes_the_standing(entries, days, seen):
    assert standings([ADMITTED, *entries], *days) == seen


def test_who_was_never_admitted_has_no_standing():
    assert standings([entry(1, EventKind.APPLICATION, 0)], 0, 100) == [None, None]
    assert standings([ADMITTED, entry(2, EventKind.CORRECTION, 5, concerns=1)], 3, 6) == [None, None]


@pytest.mark.parametrize(
    ("entries", "standing"),
    [
        ([entry(1, EventKind.APPLICATION, 0)], ApplicantStanding.APPLIED),
        ([entry(1, EventKind.APPLICATION, 0), entry(2, EventKind.TRIAL, 5)], ApplicantStanding.TRIAL),
        ([entry(1, EventKind.APPLICATION, 0), entry(2, EventKind.REFUSAL, 5)], ApplicantStanding.REFUSED),
        ([entry(1, EventKind.REFUSAL, 0), entry(2, EventKind.APPLICATION, 50)], ApplicantStanding.REFUSED),
        ([], ApplicantStanding.MISTAKE),
    ],
)
def test_how_somebody_stands_who_asked(entries, standing):
    assert rules.applicant_standing(entries, FIRST + timedelta(days=40)) is standing


@pytest.mark.parametrize(
    ("entries", "number", "acknowledged", "steps"),
    [
        ([EXPELLED], 2, False, ["appeal"]),
        ([EXPELLED, APPEALED], 2, False, []),
        ([EXPELLED, APPEALED], 3, False, ["upheld", "annulled"]),
        ([EXPELLED, APPEALED, entry(4, EventKind.RULING, 60, concerns=3)], 3, False, []),
        ([entry(2, EventKind.EXPULSION, 60, concerns=9)], 2, False, []),
        ([entry(2, EventKind.SUSPENSION, 10)], 2, False, ["lifting"]),
        ([entry(2, EventKind.RESIGNATION, 10)], 2, False, []),
        ([entry(2, EventKind.RESIGNATION, 10)], 2, True, ["acknowledgement"]),
        ([entry(2, EventKind.RESIGNATION, 10), entry(3, EventKind.ACKNOWLEDGEMENT, 12, concerns=2)], 2, True, []),
        ([entry(2, EventKind.DEATH, 10)], 2, True, []),
    ],
)
def test_what_can_follow(entries, number, acknowledged, steps):
    (subject,) = [candidate for candidate in entries if candidate.id == number]
    assert rules.next_steps(subject, entries, acknowledged=acknowledged) == steps


KINDS = st.sampled_from([kind for kind in EventKind if kind is not EventKind.ADMISSION])
HISTORIES = st.lists(st.tuples(KINDS, st.integers(1, 300), st.integers(0, 60), st.integers(0, 8)), max_size=8)


def history(drawn):
    entries = [ADMITTED]
    for number, (kind, day, before, concerns) in enumerate(drawn, start=2):
        entries.append(entry(number, kind, day, day - before, concerns=min(concerns, number - 1)))
    return entries


@given(HISTORIES)
def test_whoever_has_left_does_not_come_back_by_the_passing_of_days(drawn):
    seen = standings(history(drawn), *range(0, 400, 3))
    # What is known later can undo an end (an appeal, a ruling); the days by themselves cannot.
    if not any(kind in {EventKind.APPEAL, EventKind.CORRECTION} for kind, *_rest in drawn):
        left = seen.index(ENDED) if ENDED in seen else len(seen)
        assert set(seen[left:]) <= {ENDED}


@given(HISTORIES)
def test_a_membership_ends_at_most_once_and_on_the_earliest_day(drawn):
    ends = rules.ends_known(rules.counting(history(drawn)))
    assert [end.on_date for end in ends] == sorted(end.on_date for end in ends)
    if ends:
        last_day = (ends[0].on_date - FIRST).days
        assert standings(history(drawn), max(last_day + 61, 0)) in ([ENDED], [None])


@given(HISTORIES, st.integers(0, 400))
def test_the_order_in_which_entries_are_read_changes_nothing(drawn, day):
    entries = history(drawn)
    assert standings(entries, day) == standings(list(reversed(entries)), day)
