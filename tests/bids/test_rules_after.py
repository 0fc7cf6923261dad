"""The rules after the award and about questions: terms of law, points, the days of a contract, what a correction changes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from incubator.bids.rules import asking, contracts, corrections, governing, naming, outcomes, results, standstill
from incubator.bids.rules.asking import TermSource
from incubator.bids.rules.contracts import ContractTerms
from incubator.bids.rules.corrections import DifferenceKind
from incubator.bids.rules.results import DecidedBid, DecisionTerms, ScoreTerms
from incubator.bids.values.documents import ProcurementRoute
from incubator.core.errors import RuleViolation
from incubator.formats.values import (
    Criterion,
    LegalRegime,
    LotState,
    Money,
    NoticeKind,
    ReadDocument,
    ReadLot,
    ReadNotice,
    Reserved,
)


@pytest.mark.parametrize(
    ("sent", "last", "plan"),
    [
        (date(2026, 11, 2), date(2026, 11, 22), date(2026, 11, 20)),  # a Sunday: the Friday before it
        (date(2026, 11, 3), date(2026, 11, 23), date(2026, 11, 23)),  # a Monday
        (date(2026, 12, 5), date(2026, 12, 25), date(2026, 12, 24)),  # Christmas
        (date(2026, 12, 6), date(2026, 12, 26), date(2026, 12, 24)),  # and the day after it, a Saturday
        (date(2027, 3, 9), date(2027, 3, 29), date(2027, 3, 25)),  # Easter Monday, Good Friday before it
        (date(2026, 2, 8), date(2026, 2, 28), date(2026, 2, 27)),  # across no leap day
        (date(2028, 2, 9), date(2028, 2, 29), date(2028, 2, 29)),  # a leap day
    ],
)
def test_the_standstill_ends_twenty_days_after_sending_and_is_planned_on_a_working_day(sent, last, plan):
    term = standstill.counted_from(sent)
    assert (term.last_day, term.plan_by, term.moves) == (last, plan, last != plan)


@pytest.mark.parametrize(
    ("regime", "holds"),
    [
        (LegalRegime.EU, True),
        (LegalRegime.SAS, False),
        (LegalRegime.NATIONAL, False),
        (LegalRegime.BELOW_THRESHOLD, False),
        (LegalRegime.UNKNOWN, False),
    ],
)
def test_the_law_gives_a_standstill_only_above_the_threshold_and_not_for_social_services(regime, holds):
    assert standstill.holds_by_law(regime) is holds


def test_reasons_come_within_fifteen_days():
    assert standstill.reasons_by(date(2026, 11, 20)) == date(2026, 12, 5)


CLOSES = date(2026, 12, 11)
OWN_NAMES = frozenset({"De Tuin"})


@pytest.mark.parametrize(
    ("sentences", "regime", "source", "on"),
    [
        (
            ("Vragen stellen kan tot en met 12 november 2026, 12.00 uur.",),
            LegalRegime.EU,
            "documents",
            date(2026, 11, 12),
        ),
        (("Van 2-11-2026 tot 16-11-2026",), LegalRegime.SAS, "documents", date(2026, 11, 16)),
        (("Tweede ronde: 2026-11-20",), None, "documents", date(2026, 11, 20)),
        (("Zo spoedig mogelijk.",), LegalRegime.EU, "law", date(2026, 12, 1)),
        ((), LegalRegime.EU, "law", date(2026, 12, 1)),
        ((), LegalRegime.SAS, "not-in-law", None),
        ((), LegalRegime.NATIONAL, "not-in-law", None),
        ((), None, "not-in-law", None),
        (("Wij vragen 31 februari 2026",), LegalRegime.SAS, "not-in-law", None),
        (
            (
                "Reageren kan tot en met 11 december 2026 om 12.00 u. Uw vragen stelt u uiterlijk 23 november: per mail.",
            ),
            LegalRegime.EU,
            "documents",
            date(2026, 11, 23),
        ),
        (
            ("Vragen kan tot 12 november 2026, inschrijven tot 1 december 2026.",),
            LegalRegime.EU,
            "documents",
            date(2026, 11, 12),
        ),
        (("Vragen stelt u voor 11 december 2026.",), LegalRegime.EU, "doubtful", None),
        (("Vragen stelt u voor 14 januari 2027.",), LegalRegime.SAS, "doubtful", None),
    ],
)
def test_the_last_day_for_questions_is_the_buyers_own_else_that_of_the_law(sentences, regime, source, on):
    term = asking.term_for_questions(sentences, regime=regime, closes_on=CLOSES)
    assert (term.source, term.on) == (TermSource(source), on)


@pytest.mark.parametrize(
    ("answered", "regime", "late"),
    [
        (date(2026, 12, 1), LegalRegime.EU, False),  # ten days
        (date(2026, 12, 2), LegalRegime.EU, True),  # nine
        (date(2026, 12, 11), LegalRegime.EU, True),
        (date(2026, 12, 12), LegalRegime.EU, False),  # after the deadline there is nothing to extend
        (date(2026, 12, 2), LegalRegime.SAS, False),
        (date(2026, 12, 2), None, False),
    ],
)
def test_p_06_an_answer_less_than_ten_days_before_the_deadline_is_late(answered, regime, late):
    assert asking.comes_late(answered, CLOSES, regime) is late


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"sent_on": date(2026, 11, 29)}, "sent_on"),
        ({"sent_on": date(2026, 10, 31)}, "sent_on"),
        ({"place": 4, "bids_number": 3}, "place"),
        ({"price_place": 4, "bids_number": 3}, "price_place"),
        ({"standstill_until": date(2026, 10, 1)}, "standstill_until"),
        ({"standstill_until": date(2028, 11, 22)}, "standstill_until"),  # a year that was mistyped
        ({"winner": "Coöperatie De Tuin U.A."}, "winner"),  # another won, with our own name
        ({"place": 1, "bids_number": 1}, "place"),
        ({"place": 1}, "place"),
        ({"lots_won": ("1",)}, "lots_won"),
        ({"outcome": "won", "place": 2}, "place"),
        ({"outcome": "won", "winner": "Groen BV"}, "winner"),
        ({"outcome": "stopped", "winner": "Groen BV"}, "winner"),
        ({"outcome": "stopped", "place": 2}, "place"),
        ({"outcome": "invalid", "place": 3}, "place"),
        ({"outcome": "refused", "winner": "Groen BV"}, "winner"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_at_its_field(more, field):
    terms = DecisionTerms(**{"outcome": "lost", "sent_on": date(2026, 11, 2), **more})
    with pytest.raises(RuleViolation) as refused:
        terms.check(date(2026, 11, 28), DecidedBid(date(2026, 11, 1), date(2026, 10, 30), OWN_NAMES))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("more", "several"),
    [
        ({"winner": "Groen BV", "place": 2, "bids_number": 3}, False),
        ({"outcome": "won", "winner": "de tuin", "place": 1}, False),
        ({"outcome": "won", "winner": "Groen BV", "place": 2}, True),  # several lots, or parties of a framework
        ({"outcome": "invalid", "winner": "Groen BV"}, False),
        ({"standstill_until": date(2026, 12, 1)}, False),
    ],
)
def test_a_decision_that_can_be_is_taken(more, several):
    terms = DecisionTerms(**{"outcome": "lost", "sent_on": date(2026, 11, 2), **more})
    terms.check(date(2026, 11, 28), DecidedBid(names=OWN_NAMES, several_win=several))


@pytest.mark.parametrize(
    ("route", "possible", "absent"),
    [
        (ProcurementRoute.OPEN_HOUSE, {"admitted", "refused"}, {"won", "lost"}),
        (ProcurementRoute.DYNAMIC, {"admitted", "refused"}, {"won", "lost"}),
        (ProcurementRoute.SELECTION, {"not-selected", "invalid"}, {"won", "lost", "admitted"}),
        (ProcurementRoute.EU, {"won", "lost", "invalid"}, {"admitted", "refused"}),
        (ProcurementRoute.PRIVATE, {"won", "lost"}, {"invalid", "admitted"}),
    ],
)
def test_each_road_has_its_own_ends(route, possible, absent):
    offered = set(outcomes.outcomes_of(route))
    assert possible <= offered
    assert not absent & offered
    with pytest.raises(RuleViolation):
        DecisionTerms(next(iter(absent)), date(2026, 11, 2)).check(
            date(2026, 11, 28), DecidedBid(outcomes=tuple(offered))
        )


@pytest.mark.parametrize(
    ("sent", "waits"),
    [
        (date(2026, 11, 2), date(2026, 11, 23)),  # day twenty is a Sunday: the Monday after it
        (date(2026, 11, 3), date(2026, 11, 23)),
        (date(2026, 12, 5), date(2026, 12, 28)),  # Christmas, a Saturday that is one too, and a Sunday
        (date(2027, 3, 9), date(2027, 3, 30)),  # Easter Monday
    ],
)
def test_who_won_waits_until_the_end_that_a_law_on_terms_moves(sent, waits):
    term = standstill.counted_from(sent)
    assert (term.waits_until, term.may_sign_from) == (waits, waits + timedelta(days=1))
    assert term.plan_by <= term.last_day <= term.waits_until
    assert term.over_since == term.last_day + timedelta(days=1)


SENT = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("by_law", "in_letter", "last", "plan", "waits", "marks"),
    [
        (True, None, date(2026, 11, 22), date(2026, 11, 20), date(2026, 11, 23), (False, False)),
        (True, date(2026, 11, 12), date(2026, 11, 12), date(2026, 11, 12), date(2026, 11, 23), (True, False)),
        (True, date(2026, 11, 27), date(2026, 11, 27), date(2026, 11, 27), date(2026, 11, 27), (False, False)),
        (True, date(2027, 3, 2), date(2027, 3, 2), date(2026, 11, 20), date(2027, 3, 2), (False, True)),
        (False, date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 20), date(2026, 11, 22), (False, False)),
    ],
)
def test_a_day_of_the_letter_stands_beside_that_of_the_law(by_law, in_letter, last, plan, waits, marks):
    term = standstill.term(SENT, by_law=by_law, in_letter=in_letter)
    assert (term.last_day, term.plan_by, term.waits_until) == (last, plan, waits)
    assert (term.is_short, term.is_unusual) == marks
    assert term.by_law == (date(2026, 11, 22) if by_law else None)


def test_without_law_and_letter_there_is_no_term():
    assert standstill.term(SENT, by_law=False, in_letter=None) is None


@pytest.mark.parametrize(
    ("on", "because", "field"),
    [
        (date(2026, 11, 1), "Haast", "agreed_on"),  # of before the award
        (date(2026, 11, 22), "", "because"),  # day twenty
        (date(2026, 11, 22), "Wij waren de enige inschrijver", None),
        (date(2026, 11, 23), "", None),  # a moved end is likely, and refuses nobody
        (date(2026, 11, 24), "", None),
    ],
)
def test_an_agreement_is_not_signed_in_the_standstill_without_a_reason(on, because, field):
    term = standstill.counted_from(SENT)
    if field is None:
        contracts.check_signed(on, SENT, term, because=because, field="because")
        return
    with pytest.raises(RuleViolation) as refused:
        contracts.check_signed(on, SENT, term, because=because, field="because")
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("Gemeente Zeist", True),
        ("de provincie Utrecht", True),
        ("Waterschap Vallei en Veluwe", True),
        ("Protestantse Gemeente Zeist", False),
        ("Stichting De Spil", False),
        ("Vrienden van de gemeente", False),
    ],
)
def test_a_client_is_an_authority_when_its_name_begins_so(name, authority):
    assert governing.is_authority(name) is authority


def test_amounts_are_compared_without_their_minus_and_points_are_not_below_nothing():
    ScoreTerms("Kwaliteit", ours=-200000, most=-25000000, in_euros=True).check()
    ScoreTerms("Kwaliteit", ours=-200000, most=25000000, in_euros=True).check()
    with pytest.raises(RuleViolation):
        ScoreTerms("Kwaliteit", ours=-30000000, most=25000000, in_euros=True).check()
    with pytest.raises(RuleViolation) as refused:
        ScoreTerms("Kwaliteit", ours=-100).check()
    assert refused.value.field == "ours"


@pytest.mark.parametrize(
    ("most", "weight", "unit", "in_euros", "differs"),
    [
        (4000, "40", "points", False, False),
        (5000, "40", "points", False, True),
        (5000, "40", "percentage", False, False),  # a share says nothing of the number of points
        (-12500000, "125000", "euro", True, False),
        (12500000, "100000", "euro", True, True),
        (None, "40", "points", False, False),
        (5000, None, "points", False, False),
    ],
)
def test_the_most_is_compared_with_the_weight_in_the_documents(most, weight, unit, in_euros, differs):
    assert results.differs_from_weight(most, weight, unit, in_euros=in_euros) is differs


@pytest.mark.parametrize("name", ["ours", "winners"])
def test_nobody_gets_more_points_than_there_were(name):
    with pytest.raises(RuleViolation) as refused:
        ScoreTerms("Prijs", most=4000, **{name: 4001}).check()
    assert refused.value.field == name
    ScoreTerms("Prijs", most=4000, **{name: 4000}).check()


def test_results_are_counted_over_what_was_decided():
    counts = results.count(["won", "lost", "invalid", "submitted", "withdrawn", "writing", "stopped"])
    assert (counts.submitted, counts.won, counts.lost, counts.withdrawn, counts.nobody) == (1, 1, 2, 1, 1)
    assert counts.won_percent == 33
    assert results.count(["submitted"]).won_percent is None
    assert results.share_of_points([(3000, 5000), (None, 2000), (1000, None), (500, 1000)]) == (3500, 6000)


def test_reports_are_counted_from_the_first_until_the_end():
    days = list(contracts.reports(date(2027, 1, 31), 1, since=date(2027, 2, 1), until=date(2027, 5, 1)))
    assert days == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]
    assert list(contracts.reports(date(2027, 1, 31), None, since=date(2027, 1, 1), until=None)) == [date(2027, 1, 31)]
    assert list(contracts.reports(None, 3, since=date(2027, 1, 1), until=None)) == []
    endless = list(contracts.reports(date(2020, 1, 1), 1, since=date(2027, 1, 1), until=None))
    assert len(endless) == contracts.MOST_REPORTS


@pytest.mark.parametrize(
    ("month", "since", "starts", "ends", "on"),
    [
        (1, date(2026, 11, 28), None, None, date(2027, 1, 1)),
        (12, date(2026, 11, 28), None, None, date(2026, 12, 1)),
        (11, date(2026, 11, 28), None, None, date(2027, 11, 1)),
        (1, date(2026, 11, 28), date(2026, 12, 20), None, date(2028, 1, 1)),  # not in its first month
        (1, date(2026, 11, 28), None, date(2026, 12, 31), None),
        (None, date(2026, 11, 28), None, None, None),
    ],
)
def test_the_price_goes_along_in_the_month_of_the_contract(month, since, starts, ends, on):
    assert contracts.next_indexation(month, since=since, starts_on=starts, ends_on=ends) == on


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"starts_on": date(2028, 1, 2)}, "starts_on"),
        ({"option_by": date(2028, 1, 2)}, "option_by"),
        ({"option_by": date(2026, 3, 1), "starts_on": date(2026, 4, 1)}, "option_by"),
        ({"option_by": date(2025, 12, 31)}, "option_by"),
        ({"option_by": date(2027, 3, 1), "options": 0}, "option_by"),
        ({"options": 2}, "option_months"),
    ],
)
def test_days_of_a_contract_lie_before_its_end(more, field):
    terms = ContractTerms("Perken", "Gemeente", date(2026, 1, 1), ends_on=date(2028, 1, 1), **more)
    with pytest.raises(RuleViolation) as refused:
        terms.check(date(2026, 11, 28))
    assert refused.value.field == field


def test_what_is_seldom_right_is_said_and_not_refused():
    begun = ContractTerms("Perken", "", date(2026, 3, 1), starts_on=date(2026, 2, 1), ends_on=date(2027, 1, 1))
    begun.check(date(2026, 11, 28))
    assert len(begun.oddities) == 1
    late = ContractTerms("Perken", "", date(2026, 3, 1), ends_on=date(2027, 1, 1), first_report_on=date(2027, 3, 1))
    late.check(date(2026, 11, 28))
    assert len(late.oddities) == 1
    assert ContractTerms("Perken", "", date(2026, 3, 1)).oddities == ()


def test_a_first_report_after_the_end_is_not_forgotten():
    days = contracts.reports(date(2027, 3, 1), 3, since=date(2026, 11, 1), until=date(2027, 1, 1))
    assert list(days) == [date(2027, 3, 1)]


def test_an_extension_moves_the_days_along_and_uses_an_option():
    terms = ContractTerms(
        "Perken",
        "",
        date(2026, 1, 1),
        ends_on=date(2027, 1, 1),
        options=2,
        option_months=12,
        option_by=date(2026, 10, 1),
    )
    once = contracts.extended(terms)
    assert (once.ends_on, once.options, once.option_by) == (date(2028, 1, 1), 1, date(2027, 10, 1))
    twice = contracts.extended(once)
    assert (twice.ends_on, twice.options, twice.option_by) == (date(2029, 1, 1), 0, None)
    with pytest.raises(RuleViolation):
        contracts.extended(twice)


def notice(**more):
    values = {"format": "eforms", "identities": (), "kind": NoticeKind.COMPETITION, "title": "Groen", **more}
    return ReadNotice(**values)


def kinds(before, after):
    return [difference.kind for difference in corrections.differences(before, after)]


def criterion(name, weight):
    return Criterion("quality", name, weight=Decimal(weight), weight_kind="percentage")


def at(day):
    return datetime(2026, 12, day, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"deadline": at(1)}, {"deadline": at(9)}, DifferenceKind.DEADLINE),
        ({"value": Money(Decimal(10))}, {"value": Money(Decimal(20))}, DifferenceKind.VALUE),
        ({"title": "Groen"}, {"title": "Grijs"}, DifferenceKind.TITLE),
        ({"description": "Oud"}, {"description": "Nieuw"}, DifferenceKind.DESCRIPTION),
        ({"duration_months": 12}, {"duration_months": 24}, DifferenceKind.DURATION),
        ({"lots": (ReadLot("1"),)}, {"lots": (ReadLot("1"), ReadLot("2"))}, DifferenceKind.LOT_ADDED),
        ({"lots": (ReadLot("1"), ReadLot("2"))}, {"lots": (ReadLot("1"),)}, DifferenceKind.LOT_REMOVED),
        (
            {"lots": (ReadLot("1", deadline=at(1)),)},
            {"lots": (ReadLot("1", deadline=at(2)),)},
            DifferenceKind.DEADLINE,
        ),
        (
            {"lots": (ReadLot("1", value=Money(Decimal(1))),)},
            {"lots": (ReadLot("1", value=Money(Decimal(2))),)},
            DifferenceKind.VALUE,
        ),
        (
            {"criteria": (criterion("Plan", 40),)},
            {"criteria": (criterion("Plan", 40), criterion("Prijs", 60))},
            DifferenceKind.CRITERION_ADDED,
        ),
        (
            {"criteria": (criterion("Plan", 40), criterion("Prijs", 60))},
            {"criteria": (criterion("Plan", 40),)},
            DifferenceKind.CRITERION_REMOVED,
        ),
        (
            {"criteria": (criterion("Plan", 40),)},
            {"criteria": (criterion("PLAN", 60),)},
            DifferenceKind.CRITERION_WEIGHT,
        ),
        (
            {"documents": (ReadDocument("Leidraad", "https://x"),)},
            {"documents": (ReadDocument("Leidraad", "https://x"), ReadDocument("Nota", "https://x"))},
            DifferenceKind.DOCUMENT_ADDED,
        ),
    ],
)
def test_a_correction_changes_what_it_says_and_nothing_else(before, after, expected):
    assert kinds(notice(**before), notice(**after)) == [expected]
    assert corrections.digest(notice(**before), "") != corrections.digest(notice(**after), "")
    assert kinds(notice(**after), notice(**after)) == []


def test_what_a_correction_leaves_out_is_no_change():
    whole = notice(
        description="Lang",
        value=Money(Decimal(10)),
        lots=(ReadLot("1", criteria=(criterion("Plan", 40),)),),
        documents=(ReadDocument("Leidraad", "https://x"),),
    )
    assert kinds(whole, notice()) == []


@pytest.mark.parametrize(("form", "gone"), [("eforms", ["deadline-gone"]), ("ted-search", []), ("tenderned", [])])
def test_a_day_of_closing_is_gone_where_an_edition_tells_all(form, gone):
    assert kinds(notice(deadline=at(1)), notice(format=form)) == gone


def test_a_requirement_is_about_the_criterion_that_it_names():
    edition = naming.criteria_of(
        notice(criteria=(criterion("Plan van aanpak", 40),), lots=(ReadLot("2", criteria=(criterion("Prijs", 60),)),))
    )
    assert naming.criterion_in("K1  Plan van AANPAK (40%)", None, edition) == ("", "plan van aanpak")
    assert naming.criterion_in("Prijs", "2", edition) == ("2", "prijs")
    assert naming.criterion_in("Prijs", "1", edition) is None
    assert naming.criterion_in("Duurzaamheid", None, edition) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kwaliteit", "kwaliteit"),
        ("Kwaliteit van personeel", "kwaliteit van personeel"),
        ("Kwaliteit: u geeft geen prijs", "kwaliteit"),
        ("Kwaliteit van het personeel", "kwaliteit van personeel"),
        ("Kwaliteit van materieel", None),
        ("De prijs telt niet mee", None),
        ("Prijs", "prijs"),
    ],
)
def test_a_name_within_another_name_is_another_criterion(text, expected):
    edition = naming.criteria_of(
        notice(criteria=tuple(criterion(name, 10) for name in ("Kwaliteit", "Kwaliteit van personeel", "Prijs")))
    )
    key = naming.criterion_in(text, None, edition)
    assert (None if key is None else key[1]) == expected


def test_a_criterion_of_several_lots_is_none_for_certain_when_it_weighs_otherwise_in_each():
    lots = (ReadLot("1", criteria=(criterion("Prijs", 60),)), ReadLot("2", criteria=(criterion("Prijs", 40),)))
    edition = naming.criteria_of(notice(lots=lots))
    assert naming.criterion_in("Prijs", None, edition) is None
    assert naming.criterion_in("Prijs", "2", edition) == ("2", "prijs")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"duration_months": 12}, {"duration_months": 24}, DifferenceKind.DURATION),
        ({"description": "Keuren."}, {"description": "Keuren, ook in Vleuten."}, DifferenceKind.DESCRIPTION),
        ({"places": ("NL310",)}, {"places": ("NL329",)}, DifferenceKind.PLACES),
        ({}, {"reserved": Reserved.SHELTERED}, DifferenceKind.RESERVED),
        ({}, {"state": LotState.CANCELLED}, DifferenceKind.LOT_STATE),
        ({"title": "A"}, {"title": "B"}, DifferenceKind.TITLE),
    ],
)
def test_what_changes_of_a_lot_is_a_change(before, after, expected):
    earlier, later = notice(lots=(ReadLot("1", **before),)), notice(lots=(ReadLot("1", **after),))
    assert kinds(earlier, later) == [expected]
    assert corrections.digest(earlier, "") != corrections.digest(later, "")


def test_that_a_lot_was_awarded_is_nothing_to_take_over():
    earlier, later = notice(lots=(ReadLot("1"),)), notice(lots=(ReadLot("1", state=LotState.AWARDED),))
    assert kinds(earlier, later) == []
