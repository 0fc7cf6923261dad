"""A period is fixed once it is over and stays as it was; what is written down stands beside it; visitors read what was fixed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.indicators.models import IndicatorEntry, IndicatorSnapshot
from incubator.indicators.queries import figures, kept
from incubator.indicators.services import entering, freezing, publishing
from incubator.indicators.values import ENTIRE, FigurePeriod, FigureScope, IndicatorKey
from incubator.indicators.values.entering import EnteredFigure
from incubator.neighbourhood.values import Certainty, StatedGround
from tests.at_once import at_once
from tests.indicators.conftest import members_of, part_of
from tests.neighbourhood.factories import neighbourhood

YEAR, LATER = FigurePeriod(2025), timedelta(hours=1)
GROUND = StatedGround(Certainty.FACT, "jaarverslag", "bestuur", date(2026, 2, 1))
HOURS = EnteredFigure(IndicatorKey.SOCIAL_HOURS, YEAR, 120_00, 100_00, 150_00, GROUND)


def fixed(place, reason="", period=YEAR, later=timedelta()):
    with transaction(actor=SYSTEM):
        return freezing.freeze(place, period, reason, by=None, now=clock.now() + later, today=clock.today())


def entered(place, what=HOURS):
    with transaction(actor=SYSTEM):
        return entering.enter(place, what, by=None, now=clock.now(), today=clock.today())


def number_of(model):
    return db.session.scalar(db.select(db.func.count()).select_from(model))


@pytest.fixture
def group(place):
    known = part_of(place)
    members_of(known, 6)
    return known


def test_what_was_fixed_says_the_same_when_more_is_known_later(place, group):
    shown = figures.of_scope(FigureScope(place.id), YEAR, today=clock.today()).now
    fixed(place)
    members_of(part_of(place), 2)
    reckoning = figures.of_scope(FigureScope(place.id), YEAR, today=clock.today())
    assert reckoning.figures == shown
    assert reckoning.figures[IndicatorKey.MEMBERS].value == 6
    assert reckoning.corrected[IndicatorKey.MEMBERS].value == 8


def test_a_correction_is_a_next_version_with_a_reason_and_both_stay(place, group):
    first = fixed(place)
    members_of(part_of(place), 2)
    with pytest.raises(RuleViolation) as refused:
        fixed(place, later=LATER)
    assert refused.value.field == "reason"
    second = fixed(place, "Een register kwam later.", later=LATER)
    assert (first.version, second.version) == (1, 2)
    assert [each.by_key()[IndicatorKey.MEMBERS].value for each in kept.versions(FigureScope(place.id))] == [8, 6]


def test_without_a_change_nothing_is_fixed_again(place, group):
    fixed(place)
    with pytest.raises(RuleViolation):
        fixed(place, "Nog eens", later=LATER)


def test_pressed_twice_it_is_fixed_once(place, group):
    assert fixed(place).id == fixed(place).id


def test_two_who_fix_at_once_make_a_single_version(app, place, group):
    number = place.id

    def press():
        place_now = db.session.get(type(place), number)
        with transaction(actor=SYSTEM):
            freezing.freeze(place_now, YEAR, "", by=None, now=clock.now(), today=clock.today())

    db.session.commit()
    at_once(app, press, press)
    assert number_of(IndicatorSnapshot) == 1


def test_a_period_that_goes_on_cannot_be_fixed(place, group):
    with pytest.raises(RuleViolation):
        fixed(place, period=FigurePeriod(2026))
    with pytest.raises(RuleViolation):
        fixed(place, period=FigurePeriod(2026, 4))
    assert fixed(place, period=FigurePeriod(2026, 3)).period.code == "2026-k3"


def test_a_period_of_which_nothing_is_known_cannot_be_fixed(place):
    with pytest.raises(RuleViolation):
        fixed(place)


def test_what_was_only_written_down_is_fixed_too_and_what_is_written_later_makes_another_version(place):
    entered(place)
    first = fixed(place)
    assert len(first.entries) == 1
    with pytest.raises(RuleViolation):
        fixed(place, "nog eens", later=LATER)
    entered(place, replace(HOURS, value=130_00))
    second = fixed(place, "een tweede jaarverslag", later=LATER)
    assert second.version == 2
    assert [len(first.entries), len(second.entries)] == [1, 2]


def test_the_database_keeps_fixed_figures_as_they_are(place, group):
    snapshot = fixed(place)
    snapshot.reason = "anders"
    with pytest.raises(DBAPIError):
        db.session.flush()
    db.session.rollback()


def test_what_is_written_down_stands_beside_what_is_reckoned(place, group):
    before = figures.reckoned(FigureScope(place.id), YEAR, today=clock.today())
    row = entered(place, replace(HOURS, key=IndicatorKey.MEMBERS, value=900, low=None, high=None))
    reckoning = figures.of_scope(FigureScope(place.id), YEAR, today=clock.today())
    assert reckoning.now == before
    assert reckoning.entries == (row,)


def test_sent_twice_it_is_written_down_once(place):
    assert entered(place).id == entered(place).id
    assert number_of(IndicatorEntry) == 1


def test_a_figure_is_taken_back_with_a_reason_and_stays(place):
    row = entered(place)
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        entering.take_back(row, " ", now=clock.now())
    with transaction(actor=SYSTEM):
        entering.take_back(row, "Dubbel geteld.", now=clock.now())
    assert row.taken_back_because == "Dubbel geteld."
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        entering.take_back(row, "Nog eens", now=clock.now())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"value": -1}, "value"),
        ({"low": 130_00}, "low"),
        ({"high": 110_00}, "high"),
        ({"key": IndicatorKey.LOCAL_SHARE, "value": 100_01, "high": None}, "value"),
        ({"key": IndicatorKey.MULTIPLIER, "value": 3_01, "low": None, "high": None}, "value"),
        ({"key": IndicatorKey.MULTIPLIER, "value": 99, "low": None, "high": None}, "value"),
        ({"key": IndicatorKey.MEMBERS, "value": 1_50, "low": None, "high": None}, "value"),
        ({"period": FigurePeriod(2027)}, "period"),
        ({"ground": replace(GROUND, source=" ")}, "source"),
        ({"ground": replace(GROUND, said_on=date(2027, 1, 1))}, "said_on"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_at_its_field(place, wrong, field):
    with pytest.raises(RuleViolation) as refused:
        entered(place, replace(HOURS, **wrong))
    assert refused.value.field == field


@pytest.mark.parametrize(
    "right",
    [
        {"key": IndicatorKey.LOCAL_SHARE, "value": 100_00, "low": None, "high": None},
        {"key": IndicatorKey.MULTIPLIER, "value": 3_00, "low": 1_00, "high": 3_00},
        {"low": 120_00, "high": 120_00},
        {"period": FigurePeriod(2026, 4)},
    ],
)
def test_a_figure_on_the_edge_is_taken(place, right):
    assert entered(place, replace(HOURS, **right)).id


def test_who_told_it_is_in_no_version_that_is_kept(place, group):
    entered(place)
    assert "bestuur" not in str(fixed(place).entries)


def test_nothing_is_public_before_it_was_fixed(place, group):
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        publishing.publish(place, public=True, now=clock.now())
    fixed(place)
    with transaction(actor=SYSTEM):
        publishing.publish(place, public=True, now=clock.now())
        place.published_at = clock.now()
    shown = figures.for_visitors()
    assert set(shown) == {(FigureScope(place.id).code, YEAR)}
    assert shown[FigureScope(place.id).code, YEAR].figures[IndicatorKey.MEMBERS].figure is not None


def test_what_is_not_public_still_hides_what_it_could_be_reckoned_from(place, group):
    from_other, _driver = _small_neighbourhood()
    for whose in (place, from_other, None):
        fixed(whose)
    with transaction(actor=SYSTEM):
        place.published_at = clock.now()
        publishing.publish(place, public=True, now=clock.now())
        publishing.publish(None, public=True, now=clock.now())
    shown = figures.for_visitors()
    # Two members of the other neighbourhood: the total less those of this one would tell.
    assert shown[FigureScope(place.id).code, YEAR].figures[IndicatorKey.MEMBERS].figure is None
    assert shown[ENTIRE.code, YEAR].figures[IndicatorKey.MEMBERS].figure is not None


def _small_neighbourhood():
    other, driver = neighbourhood("Havenwijk")
    members_of(part_of(other), 2)
    return other, driver
