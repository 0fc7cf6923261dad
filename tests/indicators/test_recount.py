"""Each figure that is reckoned is what one counts by hand, or by another question to the database."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from incubator.bids.models import Bid, BidStage
from incubator.challenges.values.challenging import ChallengeState
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.indicators.queries import figures
from incubator.indicators.rules.publishing import is_small
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import (
    ENTIRE,
    FigurePeriod,
    FigureScope,
    FigureSource,
    IndicatorKey,
    UnknownBecause,
)
from incubator.ledger import services as ledger
from incubator.ledger.values import AccountTerms, Booking
from incubator.moneymap.services import maps, studies
from incubator.moneymap.values import FlowAnswers, FlowCertainty, NodeAnswers, NodeKind, Whereabouts
from incubator.neighbourhood.values import Certainty
from incubator.notices.models import Notice
from incubator.notices.services import import_documents
from incubator.watch.models import Match, WatchProfile
from tests.anchors.factories import MANY_SUPPLIERS, anchor_in, list_of
from tests.indicators.conftest import challenge_of, members_of, part_of, year_of
from tests.moneymap.factories import EXAMPLE
from tests.neighbourhood.factories import neighbourhood
from tests.world import publication

YEAR = FigurePeriod(2025)
SPRING = FigurePeriod(2025, 2)
IN_SPRING = datetime(2025, 5, 10, 12, 0, tzinfo=UTC)
IN_AUTUMN = datetime(2025, 10, 10, 12, 0, tzinfo=UTC)


@pytest.fixture
def gardeners(place):
    """A cooperative with everything: members, a year, books, bids, notices that fitted and challenges."""
    group = part_of(place, name="Hoveniers")
    members = members_of(group, 4)
    year_of(
        group,
        members,
        hours=(1720, 1720, 860, 0),
        employed=5,
        members_employed=4,
        highest_pay_cents=480_000,
        lowest_pay_cents=300_000,
    )
    _books(group)
    _work(group)
    challenge_of(
        group, began=IN_SPRING, handed_in=date(2025, 6, 1), decided=date(2025, 9, 1), state=ChallengeState.AGREED
    )
    # Refused after all: the yes was taken back and stands in the history.
    challenge_of(
        group, began=IN_SPRING, handed_in=date(2025, 7, 1), decided=date(2025, 9, 2), state=ChallengeState.REFUSED
    )
    challenge_of(group, began=IN_AUTUMN)
    return group


def _books(group):
    with transaction(actor=SYSTEM):
        book = ledger.open_book(group, "capital")
        for code in ("010", "100", "110", "120.a.1", "120.b.1", "130", "290.2"):
            ledger.open_account(book, AccountTerms(code, code))
        movements = {
            "100": 300_00,
            "110": 240_00,
            "120.a.1": 400_00,
            "120.b.1": 100_00,
            "130": 160_00,
            "290.2": 55_00,
            "010": -1_255_00,
        }
        ledger.post(book, Booking(date(2025, 12, 31), "opening", movements), by=None, now=clock.now())
        # Of the next year: it does not count on the last day of this one.
        later = {"100": 999_00, "010": -999_00}
        ledger.post(book, Booking(date(2026, 1, 1), "opening", later), by=None, now=clock.now())


def _work(group):
    with transaction(actor=SYSTEM):
        import_documents([publication(441100 + number, f"Groen {number}") for number in range(4)], now=clock.now())
        notices = db.session.scalars(db.select(Notice).order_by(Notice.id)).all()
        profile = WatchProfile(cooperative_id=group.id, kinds=[], created_at=IN_SPRING)
        db.session.add(profile)
        db.session.flush()
        for notice, found_at in zip(notices, (IN_SPRING, IN_SPRING, IN_AUTUMN, clock.now()), strict=True):
            db.session.add(
                Match(profile_id=profile.id, notice_id=notice.id, score_permille=700, reasons=[], found_at=found_at)
            )
        stages = (
            (BidStage.WON, IN_SPRING, IN_AUTUMN),
            (BidStage.LOST, IN_AUTUMN, IN_AUTUMN),
            (BidStage.WRITING, None, None),
            (BidStage.SUBMITTED, clock.now(), None),
        )
        for notice, (stage, submitted_at, decided_at) in zip(notices, stages, strict=True):
            db.session.add(
                Bid(
                    cooperative_id=group.id,
                    notice_id=notice.id,
                    stage=stage,
                    lots=[],
                    facts_used={},
                    started_at=IN_SPRING,
                    submitted_at=submitted_at,
                    decided_at=decided_at,
                )
            )


def reckoned(place, period=YEAR):
    scope = ENTIRE if place is None else FigureScope(place.id)
    return figures.reckoned(scope, period, today=clock.today())


def values(place, period=YEAR):
    return {key.value: figure.value for key, figure in reckoned(place, period).items()}


def test_figures_of_a_cooperative_are_those_counted_by_hand(place, gardeners):
    reckoning = values(place)
    assert reckoning["members"] == 4
    assert reckoning["jobs_coop_fte"] == Decimal("2.5")  # 4,300 hours / 1,720
    assert reckoning["pay_ratio"] == Decimal("1.6")
    assert reckoning["reserve_ratio"] == Decimal("45.0")  # 540 of 1,200: what is owed to who left is no own capital
    assert (reckoning["tenders_watched"], reckoning["tenders_bid"], reckoning["tenders_won"]) == (3, 2, 1)
    assert (reckoning["r2c_signals"], reckoning["r2c_challenges"], reckoning["r2c_accepted"]) == (3, 2, 1)
    assert reckoning["social_value_hours"] is None


def test_a_quarter_counts_what_happened_in_it(place, gardeners):
    reckoning = values(place, SPRING)
    assert (reckoning["tenders_watched"], reckoning["tenders_bid"], reckoning["tenders_won"]) == (2, 1, 0)
    assert (reckoning["r2c_signals"], reckoning["r2c_challenges"], reckoning["r2c_accepted"]) == (2, 1, 0)
    assert reckoning["jobs_coop_fte"] is None


def test_who_is_no_member_of_the_cooperative_widens_the_range(place, gardeners):
    figure = reckoned(place)[IndicatorKey.JOBS]
    assert (figure.low, figure.high) == (Decimal("2.5"), Decimal("3.5"))


def test_before_its_first_member_a_cooperative_has_no_register(place, gardeners):
    assert reckoned(place, FigurePeriod(2024))[IndicatorKey.MEMBERS].why is UnknownBecause.NO_REGISTER


def test_a_group_that_did_not_agree_or_had_not_begun_is_not_counted(place, gardeners):
    assert reckoned(place, FigurePeriod(2023))[IndicatorKey.BID].why is UnknownBecause.NO_GROUPS


def test_money_is_that_of_the_map_and_of_the_study(place, driver):
    with transaction(actor=SYSTEM):
        nodes = {
            name: maps.add_node(place, NodeAnswers(name, kind, where), by=None, now=clock.now()).id
            for name, kind, where in (
                ("Gemeente", NodeKind.GOVERNMENT, Whereabouts.ELSEWHERE),
                ("Zorgcentrum", NodeKind.ANCHOR, Whereabouts.HERE),
                ("Hoveniers", NodeKind.COOPERATIVE, Whereabouts.HERE),
                ("Bouwer", NodeKind.FIRM, Whereabouts.ELSEWHERE),
                ("Drukker", NodeKind.FIRM, Whereabouts.UNKNOWN),
                ("Huishoudens", NodeKind.HOUSEHOLDS, Whereabouts.HERE),
            )
        }
        for payer, receiver, euros in (
            ("Gemeente", "Hoveniers", 100),
            ("Gemeente", "Bouwer", 300),
            ("Zorgcentrum", "Drukker", 100),
            ("Zorgcentrum", "Huishoudens", 700),  # wages are no purchases
            ("Gemeente", "Huishoudens", 900),  # benefits neither
            ("Huishoudens", "Drukker", 50),
        ):
            answers = FlowAnswers(
                nodes[payer], nodes[receiver], euros * 100, 2025, "Groen", FlowCertainty.FACT, "Boeken"
            )
            maps.add_flow(place, answers, by=driver, now=clock.now())
        studies.add(place, EXAMPLE, by=driver, now=clock.now())
    reckoning = reckoned(place, FigurePeriod(2025))
    local = reckoning[IndicatorKey.LOCAL_SHARE]
    assert (local.value, local.low, local.high) == (Decimal("25.0"), Decimal("20.0"), Decimal("40.0"))
    assert reckoning[IndicatorKey.COOP_SHARE].value == Decimal("20.0")
    stays = reckoning[IndicatorKey.RETAINED]
    assert (stays.value, stays.high) == (Decimal("700.00"), Decimal("850.00"))
    assert EXAMPLE.year == 2025
    assert reckoning[IndicatorKey.MULTIPLIER].value == Decimal("2.14")


def test_lists_of_creditors_count_before_the_map_and_their_unknown_part_is_the_range(place, driver):
    with transaction(actor=SYSTEM):
        payer = maps.add_node(place, NodeAnswers("Zorg", NodeKind.ANCHOR, Whereabouts.HERE), by=None, now=clock.now())
        bakers = NodeAnswers("Bakkers", NodeKind.COOPERATIVE, Whereabouts.HERE)
        paid = maps.add_node(place, bakers, by=None, now=clock.now())
        flow = FlowAnswers(payer.id, paid.id, 100_00, 2025, "Brood", FlowCertainty.FACT, "Boeken")
        maps.add_flow(place, flow, by=driver, now=clock.now())
    by_map = reckoned(place)[IndicatorKey.LOCAL_SHARE]
    assert (by_map.value, by_map.source, by_map.behind) == (Decimal("100.0"), FigureSource.MONEY_MAP, 0)
    # 60,000 here; 140,000.50 elsewhere; of 9,999.50 no place; and 40,000 that was bought besides the list.
    list_of(anchor_in(place), whole_cents=25_000_000)
    # 50,000 here, to a firm without a legal form in the list. Who gave back more than it got sold nothing.
    other = anchor_in(place, "School")
    list_of(other, "Naam;Plaats;Bedrag\nDrukker;Utrecht;50.000\nFout BV;Utrecht;-500\n")
    list_of(other, "Naam;Plaats;Bedrag\nDrukker;Groningen;70.000\n", year=2024)
    reckoning = reckoned(place)
    local, cooperative = reckoning[IndicatorKey.LOCAL_SHARE], reckoning[IndicatorKey.COOP_SHARE]
    assert local.source is cooperative.source is FigureSource.SPEND_LISTS
    # 110,000 of the 250,000.50 that has a place; at least 110,000 and at most 159,999.50 of 300,000.
    assert (local.value, local.low, local.high) == (Decimal("44.0"), Decimal("36.7"), Decimal("53.3"))
    # 20,000 of the 210,000 with a legal form; at least 20,000 and at most 110,000 of 300,000.
    assert (cooperative.value, cooperative.low, cooperative.high) == (Decimal("9.5"), Decimal("6.7"), Decimal("36.7"))
    assert local.certainty is cooperative.certainty is Certainty.ESTIMATE
    # Of one supplier the place is not known: the share would show everybody what it got.
    assert is_small(INDICATORS[IndicatorKey.LOCAL_SHARE], local)
    assert not is_small(INDICATORS[IndicatorKey.LOCAL_SHARE], by_map)


def test_lists_of_one_neighbourhood_and_the_map_of_another_name_both(place, driver):
    list_of(anchor_in(place), MANY_SUPPLIERS, whole_cents=615_00)
    local = reckoned(place)[IndicatorKey.LOCAL_SHARE]
    # 100, 102 and 104 of 615 euros; all of it in the list, by the administration.
    assert (local.value, local.certainty, local.behind) == (Decimal("49.8"), Certainty.FACT, 3)
    assert not is_small(INDICATORS[IndicatorKey.LOCAL_SHARE], local)
    elsewhere, _driver = neighbourhood("Havenwijk")
    with transaction(actor=SYSTEM):
        payer = maps.add_node(elsewhere, NodeAnswers("A", NodeKind.ANCHOR, Whereabouts.HERE), by=None, now=clock.now())
        paid = maps.add_node(elsewhere, NodeAnswers("B", NodeKind.FIRM, Whereabouts.HERE), by=None, now=clock.now())
        flow = FlowAnswers(payer.id, paid.id, 615_00, 2025, "Brood", FlowCertainty.FACT, "Boeken")
        maps.add_flow(elsewhere, flow, by=driver, now=clock.now())
    both = reckoned(None)[IndicatorKey.LOCAL_SHARE]
    assert (both.value, both.source) == (Decimal("74.9"), FigureSource.SEVERAL)  # 306 + 615 of 1,230


def test_all_together_counts_a_cooperative_of_two_neighbourhoods_once(place, gardeners):
    other, _driver = neighbourhood("Havenwijk")
    members_of(part_of(other), 3)
    with transaction(actor=SYSTEM):
        from_first = db.session.execute(db.text("SELECT count(*) FROM members")).scalar_one()
    assert values(None)["members"] == from_first == 7


def test_forty_neighbourhoods_take_as_many_questions_as_one(place, gardeners, count_queries):
    def asked():
        db.session.expire_all()
        count_queries()
        figures.of_all(YEAR, today=clock.today())
        return count_queries()

    few = asked()
    for number in range(39):
        more, _driver = neighbourhood(f"Buurt {number}")
        if number % 10 == 0:
            members_of(part_of(more), 2)
    assert asked() == few
