"""Rules about the board, signing and beneficial owners, each on both sides."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.errors import RuleViolation
from incubator.register.rules import board, owners, signing
from incubator.register.values.board import (
    BoardOrgan,
    BoardTerms,
    Candidate,
    Office,
    SeatChange,
    SeatRow,
    SeatStanding,
    SeatStep,
    Shareholding,
)

DAY = date(2027, 3, 1)
TERMS = BoardTerms(3, 5, term_years=3, suspension_months=3, board_article="12", representation_article="14")
BLANK = SeatRow(1, "Fatima", BoardOrgan.BOARD, 1)


def step(kind=SeatChange.APPOINTMENT, on=DAY, by="ALV", **more):
    return SeatStep(kind, on, more.pop("decided_on", on), by, **more)


def row(name, organ=BoardOrgan.BOARD, **more):
    return SeatRow(hash(name), name, organ, None, since=DAY, is_member=True, **more)


def member(name="Samir", organ=BoardOrgan.BOARD):
    return Candidate(name, organ, 9, is_member=True)


def appoint(person=None, taken=None, rows=(), terms=TERMS):
    board.check_appointment(person or member(), taken or step(), rows, terms)


def test_directors_are_members_unless_the_statutes_differ():
    outsider = replace(member(), is_member=False)
    with pytest.raises(RuleViolation, match=r"2:37\(1\)"):
        appoint(outsider)
    appoint(outsider, terms=replace(TERMS, outsiders=True))
    appoint(member())


def test_the_body_of_the_statutes_appoints_and_the_deed_the_first():
    with pytest.raises(RuleViolation, match=r"2:37\(2\)"):
        appoint(taken=step(by="bestuur"))
    appoint(taken=step(by="bestuur"), terms=replace(TERMS, appointed_by="bestuur"))
    appoint(taken=step(by=board.DEED))


@pytest.mark.parametrize(("seats", "others", "allowed"), [(2, 0, True), (1, 0, False), (3, 1, False), (4, 1, True)])
def test_others_appoint_fewer_than_half(seats, others, allowed):
    rows = [row(f"B{number}", by_others=number < others) for number in range(seats)]
    terms = replace(TERMS, appointed_by_others=Fraction(2))
    if allowed:
        appoint(taken=step(by="", by_others=True), rows=rows, terms=terms)
        return
    with pytest.raises(RuleViolation, match="fewer than half"):
        appoint(taken=step(by="", by_others=True), rows=rows, terms=terms)


def test_others_appoint_nobody_when_the_statutes_are_silent():
    with pytest.raises(RuleViolation, match="nobody but the members"):
        appoint(taken=step(by="", by_others=True), rows=[row("A"), row("B"), row("C")])


def test_there_are_no_more_directors_than_the_statutes_allow():
    rows = [row(f"B{number}") for number in range(5)]
    with pytest.raises(RuleViolation, match="as many already"):
        appoint(rows=rows)
    appoint(rows=[*rows[:4], replace(rows[4], standing=SeatStanding.ENDED)])


def test_nobody_has_two_seats_in_a_body():
    with pytest.raises(RuleViolation, match="in office already"):
        appoint(rows=[row("samir")])


def test_who_supervises_does_not_sit_in_the_board():
    with pytest.raises(RuleViolation, match="supervises"):
        appoint(rows=[row("Samir", BoardOrgan.SUPERVISORS)])
    supervisor, terms = member(organ=BoardOrgan.SUPERVISORS), replace(TERMS, has_supervisors=True)
    with pytest.raises(RuleViolation, match="no supervisory board"):
        appoint(supervisor)
    with pytest.raises(RuleViolation, match="supervises"):
        appoint(supervisor, rows=[row("Samir")], terms=terms)
    with pytest.raises(RuleViolation, match="Only people"):
        appoint(replace(supervisor, natural=False), terms=terms)
    appoint(supervisor, terms=terms)


@pytest.mark.parametrize("organ", [BoardOrgan.BOARD, BoardOrgan.COMMITTEE])
def test_a_person_is_known_by_the_register_and_not_by_the_name(organ):
    written_otherwise = replace(row("S. Samir"), member_id=9)
    with pytest.raises(RuleViolation):
        appoint(member(organ=organ), rows=[written_otherwise])
    appoint(member(organ=organ), rows=[replace(row("Samir"), member_id=8)])


def test_who_looks_into_the_accounts_is_no_director_before_that_seat_ends():
    with pytest.raises(RuleViolation, match="this person leaves it") as refused:
        appoint(rows=[row("Samir", BoardOrgan.COMMITTEE)])
    assert refused.value.field == "person"
    appoint(rows=[row("Samir", BoardOrgan.COMMITTEE, ended_on=DAY, standing=SeatStanding.ENDED)])


def test_the_audit_committee_is_of_members_outside_the_board():
    auditor = member(organ=BoardOrgan.COMMITTEE)
    appoint(auditor)
    for person, rows, taken in (
        (auditor, [row("Samir")], step()),
        (replace(auditor, is_member=False), [], step()),
        (auditor, [], step(by="bestuur")),
    ):
        with pytest.raises(RuleViolation, match=r"2:48\(2\)"):
            appoint(person, taken, rows)


@pytest.mark.parametrize(
    ("until", "allowed"), [(date(2030, 3, 1), True), (date(2030, 3, 2), False), (date(2027, 2, 28), False)]
)
def test_a_term_lasts_as_long_as_the_statutes_allow(until, allowed):
    if allowed:
        appoint(taken=step(until=until))
        return
    with pytest.raises(RuleViolation, match="term"):
        appoint(taken=step(until=until))


def test_a_term_that_begins_on_a_leap_day_ends_in_february():
    assert board.term_end(date(2028, 2, 29), TERMS) == date(2031, 2, 28)
    assert board.term_end(DAY, replace(TERMS, term_years=None)) is None
    assert board.term_end(DAY, replace(TERMS, term_years=-1)) is None
    assert board.term_end(DAY, replace(TERMS, term_years=100_000)) == date(2127, 3, 1)


def test_an_office_has_one_holder_and_who_sign_together_are_two():
    with pytest.raises(RuleViolation, match="this office already"):
        appoint(taken=step(offices=(Office.CHAIR,)), rows=[row("A", offices=(Office.CHAIR,))])
    together = replace(TERMS, representation="voorzitter+secretaris")
    with pytest.raises(RuleViolation, match="two people"):
        appoint(taken=step(offices=(Office.CHAIR, Office.SECRETARY)), terms=together)
    appoint(taken=step(offices=(Office.CHAIR, Office.TREASURER)), terms=together)


SEATED = row("Fatima")


def change(kind, by="ALV", on=date(2027, 6, 1), seat=SEATED, terms=TERMS, **more):
    board.check_change(seat, step(kind, on, by, **more), [row("Samir", offices=(Office.CHAIR,))], terms)


def test_who_appointed_dismisses_and_supervisors_can_suspend():
    change(SeatChange.DISMISSAL)
    with pytest.raises(RuleViolation, match=r"2:37\(6\)"):
        change(SeatChange.DISMISSAL, by="bestuur")
    with pytest.raises(RuleViolation, match=r"2:37\(6\)"):
        change(SeatChange.SUSPENSION, by="rvc")
    supervised = replace(TERMS, has_supervisors=True)
    change(SeatChange.SUSPENSION, by="rvc", terms=supervised)
    with pytest.raises(RuleViolation, match=r"2:37\(6\)"):
        change(SeatChange.DISMISSAL, by="rvc", terms=supervised)


def test_the_board_gives_the_offices_unless_the_statutes_differ():
    change(SeatChange.OFFICES, by="bestuur", offices=(Office.SECRETARY,))
    with pytest.raises(RuleViolation, match=r"2:37\(7\)"):
        change(SeatChange.OFFICES, by="ALV", offices=(Office.SECRETARY,))
    with pytest.raises(RuleViolation, match="this office already"):
        change(SeatChange.OFFICES, by="bestuur", offices=(Office.CHAIR,))


@pytest.mark.parametrize(
    ("kind", "seat", "on", "refusal"),
    [
        (SeatChange.RESIGNATION, SEATED, date(2027, 2, 28), "before the appointment"),
        (SeatChange.LIFTING, SEATED, date(2027, 6, 1), "not suspended"),
        (
            SeatChange.SUSPENSION,
            replace(SEATED, standing=SeatStanding.SUSPENDED),
            date(2027, 6, 1),
            "suspended already",
        ),
        (SeatChange.OFFICES, replace(SEATED, ended_on=date(2027, 5, 1)), date(2027, 6, 1), "has left"),
        (SeatChange.RESIGNATION, replace(SEATED, ended_on=date(2027, 5, 1)), date(2027, 6, 1), "has left"),
    ],
)
def test_an_impossible_order_is_refused(kind, seat, on, refusal):
    with pytest.raises(RuleViolation, match=refusal):
        change(kind, seat=seat, on=on)


def test_an_earlier_end_can_come_before_a_later_end():
    change(SeatChange.DEATH, seat=replace(SEATED, ended_on=date(2027, 7, 1)))


def standing(day, *steps, months=3):
    known = board.seat_on(BLANK, steps, day, months)
    return known.standing if known else None


def test_the_last_day_is_a_day_in_office():
    steps = [step(until=date(2028, 3, 1)), step(SeatChange.RESIGNATION, date(2027, 9, 30), decided_on=date(2027, 8, 1))]
    assert standing(date(2027, 2, 28), *steps) is None
    assert standing(DAY, *steps) is SeatStanding.IN_OFFICE
    assert standing(date(2027, 9, 30), *steps) is SeatStanding.IN_OFFICE
    assert standing(date(2027, 10, 1), *steps) is SeatStanding.ENDED
    # Who leaves is known from the notice on, not before.
    assert board.seat_on(BLANK, steps, date(2027, 7, 31), 3).ended_on is None
    assert board.seat_on(BLANK, steps, date(2027, 8, 1), 3).ended_on == date(2027, 9, 30)


def test_a_term_is_over_after_its_last_day_and_goes_on_with_a_reappointment():
    steps = [step(until=date(2030, 3, 1))]
    assert standing(date(2030, 3, 1), *steps) is SeatStanding.IN_OFFICE
    assert standing(date(2030, 3, 2), *steps) is SeatStanding.TERM_OVER
    steps.append(step(SeatChange.REAPPOINTMENT, date(2030, 4, 1), until=date(2033, 4, 1)))
    assert standing(date(2030, 3, 31), *steps) is SeatStanding.TERM_OVER
    assert standing(date(2030, 4, 1), *steps) is SeatStanding.IN_OFFICE


def test_a_suspension_lapses_as_the_statutes_say_or_is_lifted():
    steps = [step(), step(SeatChange.SUSPENSION, date(2027, 11, 30))]
    assert standing(date(2027, 11, 30), *steps) is SeatStanding.SUSPENDED
    assert standing(date(2028, 2, 28), *steps) is SeatStanding.SUSPENDED
    assert standing(date(2028, 2, 29), *steps) is SeatStanding.IN_OFFICE  # leap day
    assert standing(date(2029, 1, 1), *steps, months=None) is SeatStanding.SUSPENDED
    steps.append(step(SeatChange.LIFTING, date(2027, 12, 15)))
    assert standing(date(2027, 12, 15), *steps) is SeatStanding.IN_OFFICE


@given(
    offsets=st.lists(st.integers(0, 400), min_size=1, max_size=6),
    kinds=st.lists(st.sampled_from(list(SeatChange)), min_size=6, max_size=6),
    asked=st.integers(-10, 420),
)
def test_as_of_a_day_is_the_replay_of_what_was_known_then(offsets, kinds, asked):
    steps = [step()]
    for offset, kind in zip(offsets, kinds, strict=False):
        steps.append(step(kind, DAY + timedelta(days=offset)))
    day = DAY + timedelta(days=asked)
    known = [taken for taken in steps if taken.on <= day]
    assert board.seat_on(BLANK, steps, day, 3) == board.seat_on(BLANK, known, day, 3)
    assert board.seat_on(BLANK, reversed(steps), DAY - timedelta(days=1), 3) is None


CHAIR, SECRETARY, THIRD = row("A", offices=(Office.CHAIR,)), row("B", offices=(Office.SECRETARY,)), row("C")


def ways(clause, *rows, **more):
    return signing.signing(replace(TERMS, representation=clause, **more), rows)


@pytest.mark.parametrize(
    ("clause", "yes", "no"),
    [
        ("zelfstandig", ["C"], []),
        ("twee_bestuurders", ["A", "C"], ["A"]),
        ("voorzitter+secretaris", ["A", "B"], ["A", "C"]),
        ("bestuur", ["A", "B", "C"], ["A", "B"]),
        ("", ["A", "B", "C"], ["A", "B"]),
    ],
)
def test_who_may_sign_follows_from_the_clause_and_the_board(clause, yes, no):
    answer = ways(clause, CHAIR, SECRETARY, THIRD)
    assert answer.sure
    assert signing.may_sign(answer, yes) is True
    assert signing.may_sign(answer, no) is False
    assert signing.may_sign(answer, ["A", "B", "C"]) is True


def test_who_is_suspended_or_whose_term_is_over_does_not_sign():
    for gone, doubt in (
        (SeatStanding.SUSPENDED, signing.SOMEBODY_SUSPENDED),
        (SeatStanding.TERM_OVER, signing.TERM_IS_OVER),
    ):
        answer = ways("zelfstandig", CHAIR, SECRETARY, THIRD, replace(row("D"), standing=gone))
        assert signing.may_sign(answer, ["D"]) is False
        assert doubt in answer.doubts


def test_a_clause_that_differs_or_is_ones_own_is_looked_at_by_a_person():
    for answer in (
        ways("zelfstandig", CHAIR, SECRETARY, THIRD, representation_differs=True),
        ways("de voorzitter met een lid van de raad", CHAIR, SECRETARY, THIRD),
        ways("voorzitter+penningmeester", CHAIR, SECRETARY, THIRD),
        ways(
            "voorzitter+secretaris",
            row("A", offices=(Office.CHAIR, Office.SECRETARY)),
            row("E"),
            THIRD,
        ),
    ):
        assert not answer.sure
        assert signing.may_sign(answer, ["A"]) is None
        assert signing.may_sign(answer, answer.whole_board) is True


def test_without_directors_nobody_signs_and_too_few_is_said():
    assert ways("zelfstandig").ways == ()
    assert signing.may_sign(ways("zelfstandig"), []) is False
    assert signing.BELOW_LEAST in ways("zelfstandig", CHAIR, SECRETARY).doubts
    assert signing.BELOW_LEAST not in ways("zelfstandig", CHAIR, SECRETARY, THIRD).doubts


def equal(count, **more):
    return [Shareholding(f"L{number}", True, Fraction(1, count), **more) for number in range(count)]


@pytest.mark.parametrize(
    ("on", "count", "how_many"),
    [
        *[(DAY, *row) for row in ((1, 1), (2, 2), (3, 3), (4, 0), (5, 0))],
        (date(2027, 7, 9), 4, 0),  # the last day of strictly more than a quarter
        (date(2027, 7, 10), 4, 4),  # from then on a quarter is enough
        (date(2027, 7, 10), 5, 0),
    ],
)
def test_a_beneficial_owner_is_by_the_limit_of_that_day(on, count, how_many):
    answer = owners.beneficial_owners(equal(count), ["A", "B"], on=on)
    assert (len(answer.owners), answer.pseudo) == ((how_many, False) if how_many else (2, True))


def test_the_surplus_counts_as_the_votes_do():
    holdings = [replace(holding, surplus=Fraction(1, 5)) for holding in equal(5)]
    holdings[0] = replace(holdings[0], surplus=Fraction(26, 100))
    answer = owners.beneficial_owners(holdings, ["A"], on=DAY)
    assert [(owner.name, owner.ground) for owner in answer.owners] == [("L0", "surplus")]


def test_behind_an_organisation_are_people_and_without_anybody_it_is_said():
    answer = owners.beneficial_owners([replace(equal(2)[0], natural=False)], ["A"], on=DAY)
    assert answer.doubts[0] == owners.LEGAL_PERSON
    assert owners.beneficial_owners(equal(4), [], on=DAY).doubts[0] == owners.NO_DIRECTORS


def test_the_limit_that_is_to_come_is_said_to_be_looked_up():
    assert owners.NEW_LIMIT not in owners.beneficial_owners(equal(4), ["A"], on=date(2027, 7, 9)).doubts
    assert owners.NEW_LIMIT in owners.beneficial_owners(equal(4), ["A"], on=date(2027, 7, 10)).doubts


@pytest.mark.parametrize(
    ("parts", "on", "likely"),
    [
        ({"A": 26, "B": 25, "C": 25, "D": 24}, date(2026, 11, 28), ["A"]),
        ({"A": 25, "B": 25, "C": 25, "D": 25}, date(2026, 11, 28), []),
        ({"A": 25, "B": 25, "C": 25, "D": 25}, date(2027, 7, 10), ["A", "B", "C", "D"]),
        ({"A": 0, "B": 0}, date(2026, 11, 28), []),
        ({}, date(2026, 11, 28), []),
    ],
)
def test_who_got_much_of_the_last_division_may_be_an_owner(parts, on, likely):
    assert [owner.name for owner in owners.likely_owners(list(parts.items()), on=on)] == likely


def test_two_members_of_one_name_are_two_owners():
    assert len(owners.likely_owners([("A", 40), ("A", 30), ("B", 30)], on=date(2026, 11, 28))) == 3


def test_directors_are_no_certain_owners_while_the_division_is_unknown():
    answer = owners.beneficial_owners(equal(4), ["A"], [owners.SURPLUS_UNKNOWN], on=DAY)
    assert (answer.pseudo, answer.sure) == (True, False)
    assert owners.beneficial_owners(equal(4), ["A"], on=DAY).sure


@pytest.mark.parametrize(
    ("parts", "likely", "left"),
    [
        ({}, (), owners.SURPLUS_UNKNOWN),  # nothing was divided here: people look themselves
        ({"A": 30, "B": 70}, ("A", "B"), None),  # the answer stands there
        (dict.fromkeys("ABCD", 25), (), owners.NOBODY_LIKELY),
    ],
)
def test_nobody_is_sent_to_look_where_the_answer_stands_already(parts, likely, left):
    doubts = (owners.CONTROL, owners.SURPLUS_UNKNOWN)
    may_count = owners.likely_owners(list(parts.items()), on=DAY)
    assert tuple(owner.name for owner in may_count) == likely
    remaining = owners.doubts_left(doubts, list(parts.items()), may_count)
    assert remaining == tuple(filter(None, (owners.CONTROL, left)))
