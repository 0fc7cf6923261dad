"""The worked dates of the fact base, and both sides of every term: weekends, leap day, year end, summer time."""

import json
from datetime import date, timedelta

import pytest

from incubator.core.errors import RuleViolation
from incubator.duties.rules import terms, year
from incubator.duties.values import DueDay, DutyMark, DutyStanding, MarkKind
from incubator.duties.values.facts import DatedChange, RunningTerm, YearFacts

YEAR_2026 = date(2026, 12, 31)


def last(due: DueDay) -> date:
    return due.last


def test_the_worked_year_2026_without_extension():
    assert last(terms.accounts(YEAR_2026)) == date(2027, 6, 30)
    assert last(terms.balance(YEAR_2026)) == date(2027, 6, 30)
    assert last(terms.adoption(YEAR_2026)) == date(2027, 7, 31)
    assert last(terms.publication(YEAR_2026)) == date(2027, 8, 31)
    assert last(terms.publication(YEAR_2026, 4)) == date(2027, 12, 31)


def test_the_worked_year_2026_with_the_longest_extension():
    assert last(terms.accounts(YEAR_2026, 4)) == date(2027, 10, 31)
    assert last(terms.adoption(YEAR_2026, 4)) == date(2027, 11, 30)
    assert last(terms.publication(YEAR_2026, 4)) == date(2027, 12, 31)
    # The balance on paper has no extension.
    assert last(terms.balance(YEAR_2026)) == date(2027, 6, 30)


@pytest.mark.parametrize(
    ("adopted", "publish"),
    [
        (date(2027, 6, 15), date(2027, 6, 23)),
        (date(2027, 7, 31), date(2027, 8, 9)),  # 8 August is a Sunday
        (date(2027, 8, 31), date(2027, 9, 8)),  # on the last day on which it need not be published unadopted
        (date(2027, 9, 1), date(2027, 8, 31)),  # a day later: it should have been there already
    ],
)
def test_accounts_are_published_eight_days_after_adoption(adopted, publish):
    assert last(terms.publication(YEAR_2026, 0, adopted)) == publish


def test_no_accounts_are_published_later_than_twelve_months_after_the_year():
    assert terms.publication(YEAR_2026, 4, date(2027, 12, 28)) == DueDay(date(2027, 12, 31), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("year_end", "accounts", "adoption"),
    [
        (date(2027, 2, 28), date(2027, 8, 31), date(2027, 9, 30)),
        (date(2028, 2, 29), date(2028, 8, 31), date(2028, 9, 30)),  # leap day
        (date(2028, 2, 28), date(2028, 8, 28), date(2028, 9, 28)),  # not the end of that month
        (date(2027, 8, 31), date(2028, 2, 29), date(2028, 3, 31)),
        (date(2026, 8, 31), date(2027, 2, 28), date(2027, 3, 31)),
        (date(2027, 6, 30), date(2027, 12, 31), date(2028, 1, 31)),  # over the end of the year
        (date(2027, 9, 30), date(2028, 3, 31), date(2028, 4, 30)),  # over the beginning of summer time
    ],
)
def test_terms_after_another_financial_year(year_end, accounts, adoption):
    assert (last(terms.accounts(year_end)), last(terms.adoption(year_end))) == (accounts, adoption)


@pytest.mark.parametrize(
    ("deed", "counted", "due"),
    [
        (date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 9)),
        (date(2026, 12, 18), date(2026, 12, 25), date(2026, 12, 28)),  # Christmas, Saturday, Sunday
        (date(2027, 2, 22), date(2027, 3, 1), date(2027, 3, 1)),  # 2027 has no leap day
        (date(2028, 2, 22), date(2028, 2, 29), date(2028, 2, 29)),
        (date(2027, 3, 22), date(2027, 3, 29), date(2027, 3, 30)),  # Easter Monday, a day after summer time began
        (date(2027, 4, 20), date(2027, 4, 27), date(2027, 4, 28)),  # the King's birthday
        (date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 4)),
        (date(2026, 10, 19), date(2026, 10, 26), date(2026, 10, 26)),  # over the end of summer time
    ],
)
def test_registration_within_a_week_ends_on_a_working_day(deed, counted, due):
    assert terms.registration(deed) == DueDay(counted, due)
    assert terms.change(deed) == DueDay(counted, due)


def test_beneficial_owners_win_no_day_by_a_weekend():
    assert terms.owners(date(2026, 12, 18)) == DueDay(date(2026, 12, 25), date(2026, 12, 25))


def test_the_list_of_members_follows_a_month_after_the_year():
    assert terms.member_list(YEAR_2026) == DueDay(date(2027, 1, 31), date(2027, 2, 1))
    assert terms.member_list(date(2027, 1, 31)) == DueDay(date(2027, 2, 28), date(2027, 3, 1))


def test_books_are_kept_for_seven_years():
    assert terms.kept_until(YEAR_2026) == date(2033, 12, 31)
    assert terms.kept_until(date(2028, 2, 29)) == date(2035, 2, 28)


@pytest.mark.parametrize("months", [0, 5, -1])
def test_an_extension_is_one_to_four_months(months):
    with pytest.raises(RuleViolation, match="one to four months"):
        terms.check_extension(months, date(2027, 5, 1), YEAR_2026)


def test_an_extension_decided_after_the_term_is_doubted_and_not_refused():
    assert terms.check_extension(4, date(2027, 6, 30), YEAR_2026) == ""
    assert "Ask your accountant" in terms.check_extension(4, date(2027, 7, 1), YEAR_2026)


def test_every_source_is_of_the_fact_base_and_says_from_when_it_holds(shared_data):
    listed = json.loads((shared_data.parent / "law" / "cooperatie-rules.json").read_text(encoding="utf-8"))["rules"]
    numbers = {rule["id"] for rule in listed}
    sources = [value for value in vars(terms).values() if isinstance(value, terms.DutySource)]
    assert len(sources) > 10
    # The proofs of a tender are in another fact base.
    assert {source.number for source in sources} - numbers == {"P-14", ""}
    assert [source.article for source in sources if not source.number] == [
        ""
    ]  # the day on the paper itself, no article
    assert all(source.since < date(2027, 1, 2) for source in sources)


DEED = date(2026, 11, 2)
TODAY = date(2026, 11, 28)


def by_key(facts: YearFacts, today: date = TODAY):
    return {duty.key: duty for duty in year.duties(facts, today)}


def test_a_duty_is_late_only_after_its_last_day():
    duty = by_key(YearFacts(date(2026, 12, 18)), date(2026, 12, 20))["kvk-first"]
    standings = []
    for day in (date(2026, 11, 20), date(2026, 12, 25), date(2026, 12, 28), date(2026, 12, 29)):
        standings.append(year.standing(duty, day))
    assert standings == [DutyStanding.LATER, DutyStanding.SOON, DutyStanding.SOON, DutyStanding.LATE]


def test_a_registration_that_is_known_is_done_on_its_day():
    duty = by_key(YearFacts(DEED, registered_on=date(2026, 11, 12)))["kvk-first"]
    assert duty.done
    assert duty.done_late
    assert not by_key(YearFacts(DEED, registered_on=date(2026, 11, 9)))["kvk-first"].done_late


def test_only_where_members_are_liable_their_list_is_filed():
    assert not [key for key in by_key(YearFacts(DEED, regime="UA")) if key.startswith("member-list")]
    keys = [key for key in by_key(YearFacts(DEED, regime="BA")) if key.startswith("member-list")]
    assert sorted(keys) == ["member-list-2026-12-31", "member-list-first"]


def test_supervisors_take_the_place_of_the_audit_committee():
    assert "committee-2026-12-31" in by_key(YearFacts(DEED))
    keys = by_key(YearFacts(DEED, has_supervisors=True))
    assert "committee-2026-12-31" not in keys
    assert "supervisors-2026-12-31" in keys


def test_the_terms_of_the_accounts_move_with_an_extension_and_an_adoption():
    marks = {"extension-2026-12-31": DutyMark(MarkKind.EXTENDED, date(2027, 6, 1), months=2)}
    duties = by_key(YearFacts(DEED, marks=marks), date(2027, 6, 2))
    assert duties["accounts-2026-12-31"].due.last == date(2027, 8, 31)
    assert duties["adoption-2026-12-31"].due.last == date(2027, 9, 30)
    marks["adoption-2026-12-31"] = DutyMark(MarkKind.DONE, date(2027, 9, 14))
    duties = by_key(YearFacts(DEED, marks=marks), date(2027, 9, 15))
    assert duties["publication-2026-12-31"].due.last == date(2027, 9, 22)


def test_what_was_reopened_is_not_done():
    marks = {"kvk-first": DutyMark(MarkKind.REOPENED, TODAY)}
    duty = by_key(YearFacts(DEED, registered_on=date(2026, 11, 5), marks=marks))["kvk-first"]
    assert year.standing(duty, TODAY) is DutyStanding.LATE


def test_changes_and_running_terms_become_duties():
    facts = YearFacts(
        DEED,
        deeds=(DatedChange(date(2026, 11, 20), "2", "Versie 2", date(2026, 11, 25)),),
        board_changes=(DatedChange(date(2026, 11, 23), "2026-11-23", "Fatima"),),
        owner_changes=(DatedChange(date(2026, 11, 24), "2026-11-24", ""),),
        board_terms=(RunningTerm("7", "Fatima", date(2027, 3, 1), "14"),),
        certificates=(
            RunningTerm("3", "VCA*", date(2027, 1, 15)),
            RunningTerm("4", "GVA", date(2027, 1, 15), for_tenders=True),
        ),
    )
    duties = by_key(facts)
    assert duties["kvk-deed-2"].done
    assert duties["kvk-board-2026-11-23"].due.last == date(2026, 11, 30)
    assert duties["ubo-2026-11-24"].due.last == date(2026, 12, 1)
    assert duties["term-7-2027-03-01"].clause == "14"
    assert year.standing(duties["certificate-3-2027-01-15"], TODAY) is DutyStanding.SOON
    assert duties["certificate-3-2027-01-15"].source.article == ""
    assert duties["certificate-4-2027-01-15"].source.article == "Aw 2012 art. 2.89"


def test_what_takes_a_general_meeting_asks_for_attention_two_months_before():
    committee = by_key(YearFacts(DEED))["committee-2026-12-31"]
    assert committee.due.last == date(2026, 12, 31)
    assert year.standing(committee, date(2026, 10, 31)) is DutyStanding.LATER
    assert year.standing(committee, date(2026, 11, 1)) is DutyStanding.SOON
    assert year.standing(committee, date(2026, 12, 31)) is DutyStanding.SOON
    assert year.standing(committee, date(2027, 1, 1)) is DutyStanding.LATE


@pytest.mark.parametrize(
    ("deed", "on", "standing"),
    [
        (DEED, date(2026, 11, 1), DutyStanding.LATER),
        (DEED, date(2026, 11, 2), DutyStanding.SOON),  # sixty days before the act begins
        (DEED, date(2027, 1, 1), DutyStanding.SOON),
        (DEED, date(2027, 1, 2), DutyStanding.LATE),
        (date(2027, 3, 1), date(2027, 3, 1), DutyStanding.SOON),  # founded after the act began
        (date(2027, 3, 1), date(2027, 3, 2), DutyStanding.LATE),
    ],
)
def test_t04_the_day_on_which_the_act_on_making_workers_available_begins(deed, on, standing):
    assert year.standing(by_key(YearFacts(deed), on)["wtta"], on) is standing


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2026, 11, 30), DutyStanding.LATER),
        (date(2026, 12, 1), DutyStanding.SOON),
        (date(2026, 12, 31), DutyStanding.SOON),
        (date(2027, 1, 1), DutyStanding.LATE),
    ],
)
def test_b12_is_of_the_year_itself(on, standing):
    supervised = by_key(YearFacts(DEED, has_supervisors=True), on)
    assert year.standing(supervised["supervisors-2026-12-31"], on) is standing


def test_a_committee_that_was_complete_in_the_year_is_done():
    complete = YearFacts(DEED, committees={YEAR_2026: date(2026, 12, 31)})
    assert by_key(complete, date(2027, 1, 1))["committee-2026-12-31"].done


@pytest.mark.parametrize(
    ("adopted", "last"),
    [
        (None, date(2027, 8, 31)),
        (date(2027, 6, 15), date(2027, 6, 23)),
        (date(2027, 7, 31), date(2027, 8, 9)),  # the eighth day is a Sunday
        (date(2027, 12, 28), date(2027, 8, 31)),  # adopted too late: unadopted it should have been there already
    ],
)
def test_a05_a_publication_is_late_after_its_last_day(adopted, last):
    marks = {}
    if adopted is not None:
        marks["adoption-2026-12-31"] = DutyMark(MarkKind.DONE, adopted)
    duty = by_key(YearFacts(DEED, marks=marks), last)["publication-2026-12-31"]
    assert year.standing(duty, last) is DutyStanding.SOON
    assert year.standing(duty, last + timedelta(days=1)) is DutyStanding.LATE


@pytest.mark.parametrize(
    ("regime", "on", "standing"),
    [
        ("WA", date(2027, 2, 1), DutyStanding.SOON),  # 31 January 2027 is a Sunday
        ("WA", date(2027, 2, 2), DutyStanding.LATE),
        ("BA", date(2027, 2, 2), DutyStanding.LATE),
    ],
)
def test_m13_the_list_of_members_is_late_after_its_last_day(regime, on, standing):
    assert year.standing(by_key(YearFacts(DEED, regime=regime), on)["member-list-2026-12-31"], on) is standing


@pytest.mark.parametrize(
    ("changed", "on", "standing"),
    [
        (date(2026, 12, 18), date(2026, 12, 28), DutyStanding.SOON),  # Christmas and a weekend between
        (date(2026, 12, 18), date(2026, 12, 29), DutyStanding.LATE),
        (date(2028, 2, 22), date(2028, 2, 29), DutyStanding.SOON),
        (date(2028, 2, 22), date(2028, 3, 1), DutyStanding.LATE),
    ],
)
def test_r02_and_g17_a_change_is_filed_within_a_week(changed, on, standing):
    change = DatedChange(changed, "2", "Versie 2")
    duties = by_key(YearFacts(DEED, deeds=(change,), board_changes=(change,)), on)
    assert year.standing(duties["kvk-deed-2"], on) is standing
    assert year.standing(duties["kvk-board-2"], on) is standing


def test_old_years_are_not_asked_and_the_running_year_is_there():
    keys = by_key(YearFacts(date(2015, 5, 1)), date(2026, 11, 28))
    assert "accounts-2024-12-31" in keys
    assert "accounts-2023-12-31" not in keys
    assert "accounts-2026-12-31" in keys
    assert "kvk-first" not in keys


def test_every_duty_of_a_year_comes_once():
    for offset in range(0, 800, 7):
        duties = year.duties(YearFacts(DEED, regime="WA"), DEED + timedelta(days=offset))
        assert len({duty.key for duty in duties}) == len(duties)


def test_nothing_is_done_before_it_can_be():
    duties = by_key(YearFacts(DEED, has_supervisors=True, regime="WA"), date(2026, 12, 1))
    assert duties["kvk-first"].earliest == DEED
    assert duties["ubo-first"].earliest == DEED
    assert duties["supervisors-2026-12-31"].earliest == date(2026, 1, 1)
    for name in ("accounts", "adoption", "publication", "balance", "member-list"):
        assert duties[f"{name}-2026-12-31"].earliest == date(2027, 1, 1)
