"""A year from figures to the book: after adoption, to the cent, once, and taken back with a counter-entry."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from incubator.capital import services
from incubator.capital.models import CapitalYear, YearState
from incubator.capital.queries import dividing, standing, statements
from incubator.capital.rules import years as rules
from incubator.capital.values.entering import LeavingTerms, Payout, PoolMovement, Worked, WorkTerms, YearFigures
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.ledger import queries as ledger
from incubator.register import services as register
from incubator.register.models import Member
from incubator.register.queries import last_day_known
from incubator.register.values import BOOK, EntryKind, MembershipNotice
from tests.at_once import at_once
from tests.capital.conftest import founded
from tests.factories import SOME_MOMENT, UserFactory

ADOPTED = date(2026, 5, 20)
LATER = SOME_MOMENT + timedelta(minutes=5)
FIGURES = YearFigures(
    12_000_00, "Jaarrekening", ADOPTED, "ALV 2026-4", Fraction(3, 10), Fraction(1, 10), Fraction(1, 20), Fraction(1, 2)
)


def refusal(action, *arguments, **named):
    with pytest.raises(RuleViolation) as refused:
        action(*arguments, **named)
    return refused.value.message


def prepared(bezem, figures=FIGURES, hours=(1600, 1200, 900)):
    who = {"by": bezem.by, "now": SOME_MOMENT}
    year = services.begin_year(bezem.group, 2025, **who)
    services.enter_figures(year, figures, **who)
    lines = [Worked(member.number, each * 100) for member, each in zip(bezem.members, hours, strict=True)]
    services.enter_hours(year, lines, "Loonkantoor", **who)
    return year


def balances(group, day=None):
    return {code: cents for code, cents in standing.balances(group, day).items() if cents}


@pytest.mark.both_databases
def test_the_worked_example_stands_in_the_book_to_the_cent(bezem):
    services.post_year(prepared(bezem), by=bezem.by, now=SOME_MOMENT)
    known = balances(bezem.group)
    assert (known["100"], known["130"], known["140"]) == (3_600_00, 1_200_00, 600_00)
    assert [known[f"120.b.{number}"] for number in (1, 2, 3)] == [1427_02, 1070_27, 802_70]
    assert [known[f"295.{number}"] for number in (1, 2, 3)] == [1427_03, 1070_27, 802_71]
    assert sum(known.values()) == 0
    stands = standing.standing(bezem.group, SOME_MOMENT.date())
    assert stands.member_capital == 6_299_99
    # As of the last day of the year nothing had been divided yet.
    assert "100" not in balances(bezem.group, date(2025, 12, 31))


def test_nothing_is_booked_before_the_meeting_adopted_the_accounts(bezem):
    year = prepared(bezem, replace(FIGURES, adopted_on=None, decision=""))
    assert refusal(services.post_year, year, by=bezem.by, now=SOME_MOMENT) == rules.NOT_ADOPTED
    assert balances(bezem.group).keys() == {"010", "120.a.1", "120.a.2", "120.a.3"}


def test_nothing_is_booked_without_the_hours_that_the_statutes_divide_by(bezem):
    year = prepared(bezem, hours=(0, 0, 0))
    assert refusal(services.post_year, year, by=bezem.by, now=SOME_MOMENT) == rules.NO_HOURS


@pytest.mark.parametrize(
    ("part", "value", "field"),
    [
        ("general_reserve", Fraction(29, 100), "general_reserve"),
        ("education", Fraction(0), "education"),
        ("general_reserve", Fraction(9, 10), "general_reserve"),
        ("credit_share", Fraction(1), "credit_share"),
        ("adopted_on", date(2025, 12, 31), "adopted_on"),
        ("adopted_on", date(2199, 1, 1), "adopted_on"),
        ("decision", " ", "decision"),
    ],
)
def test_what_the_statutes_or_the_calendar_do_not_allow_is_refused_at_its_field(bezem, part, value, field):
    year = services.begin_year(bezem.group, 2025, by=bezem.by, now=SOME_MOMENT)
    with pytest.raises(RuleViolation) as refused:
        services.enter_figures(year, replace(FIGURES, **{part: value}), by=bezem.by, now=SOME_MOMENT)
    assert refused.value.field == field


def test_a_year_begins_once_when_it_is_over_and_with_a_deed(bezem):
    who = {"by": bezem.by, "now": SOME_MOMENT}
    services.begin_year(bezem.group, 2025, **who)
    assert "already" in refusal(services.begin_year, bezem.group, 2025, **who)
    assert "not over" in refusal(services.begin_year, bezem.group, SOME_MOMENT.year, **who)
    assert "no signed deed" in refusal(services.begin_year, bezem.group, 2024, **who)


def test_a_booked_year_closes_its_books_and_stays_as_it_is(bezem):
    year = prepared(bezem)
    services.post_year(year, by=bezem.by, now=SOME_MOMENT)
    who = {"by": bezem.by, "now": SOME_MOMENT}
    assert refusal(services.enter_figures, year, FIGURES, **who) == rules.POSTED
    assert refusal(services.enter_hours, year, [], "x", **who) == rules.POSTED
    assert refusal(services.post_year, year, **who) == rules.POSTED
    late = {"on": date(2025, 12, 31), "author": None, "now": LATER}
    message = refusal(register.enter_payment, bezem.members[0], EntryKind.CONTRIBUTION, 100, **late)
    assert "books are closed" in message


def test_a_year_taken_back_leaves_everything_as_it_was_and_can_be_booked_again(bezem):
    before = balances(bezem.group)
    year = prepared(bezem)
    services.post_year(year, by=bezem.by, now=SOME_MOMENT)
    services.take_back(year, "Uren van B waren fout.", by=bezem.by, now=LATER)
    assert balances(bezem.group) == before
    assert year.state is YearState.DRAFT
    services.enter_hours(year, [Worked(2, 900_00)], "Loonkantoor", by=bezem.by, now=LATER)
    services.post_year(year, by=bezem.by, now=LATER)
    kinds = [entry.kind for entry in ledger.entries(ledger.book(bezem.group, BOOK))]
    assert kinds.count("distribution") == 3
    assert sum(balances(bezem.group).values()) == 0


def test_a_year_booked_again_never_stands_in_the_accounts_twice(bezem):
    year = prepared(bezem)
    services.post_year(year, by=bezem.by, now=SOME_MOMENT)
    first = balances(bezem.group, ADOPTED)
    services.take_back(year, "Uren van B waren fout.", by=bezem.by, now=LATER)
    services.enter_hours(year, [Worked(2, 900_00)], "Loonkantoor", by=bezem.by, now=LATER)
    services.post_year(year, by=bezem.by, now=LATER)
    # Until the day on which it was taken back it stands as it was booked; from then on as it was booked again, and only so.
    assert balances(bezem.group, ADOPTED) == balances(bezem.group, LATER.date() - timedelta(days=1)) == first
    assert balances(bezem.group, LATER.date()) == balances(bezem.group)
    assert balances(bezem.group)["100"] == first["100"]
    assert year.entry.on_date == LATER.date()
    assert year.adopted_on == ADOPTED


def test_what_was_paid_from_a_year_cannot_be_taken_back(bezem):
    year = prepared(bezem)
    services.post_year(year, by=bezem.by, now=SOME_MOMENT)
    day = SOME_MOMENT.date()
    services.pay_out(bezem.members[0], Payout.SURPLUS, 1427_03, on=day, note="", by=bezem.by, now=LATER)
    # It says what can be done, for the page is about a year and not about an account.
    assert "Correct those entries first" in refusal(services.take_back, year, "x", by=bezem.by, now=LATER)


def test_never_more_is_paid_than_is_owed_and_twice_at_a_time_is_a_mistake(bezem):
    services.post_year(prepared(bezem), by=bezem.by, now=SOME_MOMENT)
    pay = {"on": SOME_MOMENT.date(), "note": "", "by": bezem.by}
    member = bezem.members[0]
    assert "not enough" in refusal(services.pay_out, member, Payout.SURPLUS, 1427_04, now=LATER, **pay)
    services.pay_out(member, Payout.SURPLUS, 700_00, now=LATER, **pay)
    assert "a moment ago" in refusal(services.pay_out, member, Payout.SURPLUS, 700_00, now=LATER, **pay)
    services.pay_out(member, Payout.SURPLUS, 700_00, now=LATER + timedelta(minutes=2), **pay)
    assert balances(bezem.group)["295.1"] == 27_03


def left(member, bezem, on=date(2026, 6, 30)):
    register.resign(member, MembershipNotice(on, ground="immediate"), author=None, now=SOME_MOMENT)


TERMS = LeavingTerms(date(2026, 7, 15), Fraction("1.03"), "CBS", 3, date(2026, 12, 1), "artikel 9")


def test_who_leaves_gets_the_indexed_contribution_in_three_parts_and_the_rest_stays(bezem):
    services.post_year(prepared(bezem), by=bezem.by, now=SOME_MOMENT)
    member = bezem.members[2]
    left(member, bezem)
    claim = services.settle(member, TERMS, by=bezem.by, now=LATER)
    assert (claim.claim_cents, claim.to_reserve_cents, claim.indexation_cents) == (1030_00, 802_70, 30_00)
    known = balances(bezem.group)
    assert "120.a.3" not in known
    assert "120.b.3" not in known
    assert known["290.3"] == 1030_00
    assert known["100"] == 3_600_00 + 802_70 - 30_00
    assert standing.schedule(claim) == [
        (date(2026, 12, 1), 343_33),
        (date(2027, 12, 1), 343_33),
        (date(2028, 12, 1), 343_34),
    ]
    assert "already" in refusal(services.settle, member, TERMS, by=bezem.by, now=LATER)


def test_settling_waits_for_the_last_day(bezem):
    message = refusal(services.settle, bezem.members[0], TERMS, by=bezem.by, now=SOME_MOMENT)
    assert "last day" in message


def test_statutes_may_give_the_whole_account(app):
    bezem = founded(exit__claim_basis="account_balance")
    services.post_year(prepared(bezem), by=bezem.by, now=SOME_MOMENT)
    member = bezem.members[2]
    left(member, bezem)
    claim = services.settle(member, TERMS, by=bezem.by, now=LATER)
    assert (claim.claim_cents, claim.to_reserve_cents) == (1030_00 + 802_70, 0)


def test_who_was_settled_with_gets_the_part_in_money_and_the_credit_stays_in_the_reserve(bezem):
    year = prepared(bezem)
    member = bezem.members[2]
    left(member, bezem)
    services.settle(member, TERMS, by=bezem.by, now=LATER)
    services.post_year(year, by=bezem.by, now=LATER)
    known = balances(bezem.group)
    assert "120.b.3" not in known
    # What prices added made the reserve short: the surplus makes that good first.
    assert known["295.3"] == 800_70
    assert known["100"] == 3_591_00 + 800_69


def test_an_indivisible_reserve_has_an_account_of_its_own(app):
    bezem = founded(surplus__annual={"basis": "equal", "reserve_min_pct": 100, "indivisible": True})
    figures = YearFigures(100_00, "x", ADOPTED, "ALV", Fraction(1), Fraction(0), Fraction(0), Fraction(0))
    services.post_year(prepared(bezem, figures), by=bezem.by, now=SOME_MOMENT)
    assert balances(bezem.group)["110"] == 100_00


def test_funds_are_spent_no_further_than_they_reach_and_reserves_are_not_spent(bezem):
    move = {"on": SOME_MOMENT.date(), "decision": "ALV 2026-1", "by": bezem.by}
    services.move_pool(bezem.group, PoolMovement.OPENING, "130", 500_00, now=SOME_MOMENT, **move)
    services.move_pool(bezem.group, PoolMovement.SPENT, "130", 400_00, now=SOME_MOMENT, **move)
    refused = refusal(services.move_pool, bezem.group, PoolMovement.SPENT, "130", 100_01, now=SOME_MOMENT, **move)
    assert "not enough" in refused
    refused = refusal(services.move_pool, bezem.group, PoolMovement.SPENT, "100", 1, now=SOME_MOMENT, **move)
    assert "Only funds" in refused
    refused = refusal(services.move_pool, bezem.group, PoolMovement.OPENING, "120.a.1", 1, now=SOME_MOMENT, **move)
    assert "no such reserve" in refused


def test_an_entry_is_corrected_with_a_counter_entry_but_a_year_on_its_own_page(bezem):
    year = prepared(bezem)
    entry = services.post_year(year, by=bezem.by, now=SOME_MOMENT)
    assert "own page" in refusal(services.correct, entry, "x", by=bezem.by, now=LATER)
    payment = bezem.members[0].payments[0].entry
    services.correct(payment, "Dubbel", by=bezem.by, now=LATER)
    assert "120.a.1" not in balances(bezem.group)


def test_hours_are_of_members_of_the_year_and_fit_in_it(bezem):
    year = services.begin_year(bezem.group, 2025, by=bezem.by, now=SOME_MOMENT)
    who = {"by": bezem.by, "now": SOME_MOMENT}
    assert "no member" in refusal(services.enter_hours, year, [Worked(99, 100)], "x", **who)
    assert "more hours" in refusal(services.enter_hours, year, [Worked(1, 8760_01)], "x", **who)
    assert services.enter_hours(year, [Worked(1, 8760_00)], "x", **who) == 1


def test_work_that_cannot_be_is_refused(bezem):
    year = services.begin_year(bezem.group, 2025, by=bezem.by, now=SOME_MOMENT)
    who = {"by": bezem.by, "now": SOME_MOMENT}
    assert "more members" in refusal(services.enter_work, year, WorkTerms(False, 2, 3, "", None, None, ""), **who)
    assert "lowest pay" in refusal(services.enter_work, year, WorkTerms(False, None, None, "", 1, 2, ""), **who)
    services.enter_work(year, WorkTerms(True, 3, 3, "CAO", 300_00, 100_00, "x"), **who)
    assert year.self_management


@pytest.mark.both_databases
def test_a_year_that_two_book_at_once_is_booked_once(app, bezem):
    year_id = prepared(bezem).id
    db.session.commit()
    by_id = UserFactory().id
    db.session.commit()

    def action():
        year = db.session.get(CapitalYear, year_id)
        with transaction(actor=SYSTEM):
            services.post_year(year, by=db.session.get(type(bezem.by), by_id), now=SOME_MOMENT)
        return "done"

    outcomes = at_once(app, action, action, action)
    assert sum(outcome == "done" for outcome in outcomes) == 1, outcomes
    assert all(outcome == "done" or isinstance(outcome, RuleViolation) for outcome in outcomes)
    db.session.expire_all()
    assert sum(balances(bezem.group).values()) == 0
    assert balances(bezem.group)["130"] == 1_200_00


def test_what_is_shown_before_booking_is_what_is_booked(bezem):
    year = prepared(bezem)
    proposed = dividing.shown_shares(year, dividing.preview(year))
    services.post_year(year, by=bezem.by, now=SOME_MOMENT)
    assert dividing.shown_shares(year, None) == proposed


def test_a_loss_comes_off_the_reserve_and_the_credited_results(bezem):
    services.post_year(prepared(bezem), by=bezem.by, now=SOME_MOMENT)
    year = db.session.get(CapitalYear, 1)
    assert year.surplus_cents == 12_000_00
    next_year = CapitalYear(
        cooperative_id=bezem.group.id,
        year=2026,
        ends_on=date(2026, 10, 31),
        rule=year.rule,
        surplus_cents=-4_000_00,
        adopted_on=SOME_MOMENT.date(),
        decision="ALV",
        changed_at=SOME_MOMENT,
    )
    next_year.members = [type(year.members[0])(member_id=each.member_id) for each in year.members]
    db.session.add(next_year)
    db.session.flush()
    services.post_year(next_year, by=bezem.by, now=LATER)
    known = balances(bezem.group)
    assert [known[f"120.b.{number}"] for number in (1, 2, 3)] == [1254_05, 940_54, 705_40]
    assert "100" not in known
    assert "was booked already" in refusal(services.take_back, year, "x", by=bezem.by, now=LATER)
    assert db.session.get(Member, bezem.members[0].id).balance_cents == 1000_00


def test_who_left_during_the_year_shares_in_it_by_hours_and_is_settled_with_what_that_gave(app):
    """Left on 30 June 2025: the hours until then count, the statement of both years tells it, and leaving gives the account."""
    bezem = founded(exit__claim_basis="account_balance")
    member = bezem.members[2]
    left(member, bezem, on=date(2025, 6, 30))
    assert last_day_known(member) == date(2025, 6, 30)
    year = prepared(bezem, hours=(1600, 1200, 450))
    assert member.number in [entered.member.number for entered in year.members]
    services.post_year(year, by=bezem.by, now=SOME_MOMENT)
    share = next(entered for entered in year.members if entered.member_id == member.id)
    assert (share.allocated_cents, share.credited_cents) == (913_85, 456_92)  # 6,600 times 450 by 3,250 hours
    in_2025, in_2026 = (statements.yearly(member, each, SOME_MOMENT.date()) for each in (2025, 2026))
    assert in_2025.after == in_2026.before == {"120.a.3": 1000_00}
    # It was adopted in 2026, so the division of 2025 stands in the statement of that year, and not in both.
    assert ([each.id for each in in_2025.shares], [each.id for each in in_2026.shares]) == ([], [share.id])
    assert in_2026.after == {"120.a.3": 1000_00, "120.b.3": 456_92, "295.3": 456_93}
    claim = services.settle(member, TERMS, by=bezem.by, now=LATER)
    assert (claim.claim_cents, claim.to_reserve_cents) == (1030_00 + 456_92, 0)
    assert sum(balances(bezem.group).values()) == 0


@pytest.mark.parametrize(("last_day", "shares"), [(date(2025, 12, 31), 1), (date(2026, 1, 1), 2)])
def test_a_member_on_the_first_day_of_a_year_shares_in_it_and_who_left_the_day_before_does_not(bezem, last_day, shares):
    member = bezem.members[2]
    left(member, bezem, on=last_day)
    of_2025 = dividing.members_of_year(bezem.group, date(2025, 12, 31))
    of_2026 = dividing.members_of_year(bezem.group, date(2026, 12, 31))
    assert [row.number for row in (*of_2025, *of_2026)].count(member.number) == shares


@pytest.mark.both_databases
def test_a_year_that_was_taken_back_and_is_booked_again_by_two_at_once_is_booked_once(app, bezem):
    year = prepared(bezem)
    services.post_year(year, by=bezem.by, now=SOME_MOMENT)
    services.take_back(year, "Uren fout", by=bezem.by, now=LATER)
    year_id, by_id = year.id, bezem.by.id
    db.session.commit()

    def action():
        there, by = db.session.get(CapitalYear, year_id), db.session.get(type(bezem.by), by_id)
        with transaction(actor=SYSTEM):
            services.post_year(there, by=by, now=LATER)
        return "done"

    outcomes = at_once(app, action, action)
    assert sum(outcome == "done" for outcome in outcomes) == 1, outcomes
    assert all(outcome == "done" or isinstance(outcome, RuleViolation) for outcome in outcomes)
    db.session.expire_all()
    known = balances(bezem.group)
    assert (sum(known.values()), known["130"], known["120.b.1"]) == (0, 1_200_00, 1427_02)
    # Closed with the first booking: the books of that year do not close a second time.
    assert ledger.closed_until(ledger.book(bezem.group, BOOK)) == date(2025, 12, 31)
