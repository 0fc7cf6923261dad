"""What a chance needs for its state, and when it asks for attention."""

from datetime import date, timedelta

import pytest

from incubator.chances import rules
from incubator.chances.values import ChanceConcern, ChanceKind, ChanceProgress, ChanceState, ChanceTerms
from incubator.core.errors import RuleViolation
from incubator.neighbourhood.values import Certainty, StatedGround

TODAY = date(2026, 11, 29)
SEEN, EXPLORING = ChanceState.SEEN, ChanceState.EXPLORING
STARTED, NOT_NOW = ChanceState.STARTED, ChanceState.NOT_NOW


def terms(title="Naaiploeg", certainty=Certainty.ESTIMATE, said_on=TODAY, **more):
    return ChanceTerms(ChanceKind.COMMUNITY, title, "Samen.", StatedGround(certainty, "", "", said_on), **more)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (terms(), None),
        (terms(owner_id=1, building_id=7), None),
        (terms("kijk op www.voorbeeld.nl"), "title"),
        (terms(certainty=Certainty.FACT), "source"),
        (terms(said_on=TODAY + timedelta(days=1)), "said_on"),
        (terms(owner_id=2), "owner"),
        (terms(building_id=8), "building"),
    ],
)
def test_a_chance_rests_on_something_and_belongs_to_the_neighbourhood(typed, field):
    if field is None:
        rules.check_terms(typed, today=TODAY, people=[1], buildings=[7])
        return
    with pytest.raises(RuleViolation) as refused:
        rules.check_terms(typed, today=TODAY, people=[1], buildings=[7])
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("progress", "before", "field"),
    [
        (ChanceProgress(EXPLORING, next_step="Bellen", next_on=TODAY), SEEN, None),
        (ChanceProgress(NOT_NOW, reason="Geen geld."), EXPLORING, None),
        (ChanceProgress(EXPLORING), NOT_NOW, None),
        (ChanceProgress(STARTED, news="De groep bakt."), STARTED, None),
        (ChanceProgress(STARTED), EXPLORING, "state"),
        (ChanceProgress(EXPLORING), STARTED, "state"),
        (ChanceProgress(NOT_NOW), EXPLORING, "reason"),
        (ChanceProgress(EXPLORING, next_on=TODAY), SEEN, "next_step"),
        (ChanceProgress(EXPLORING, next_step="Bellen", next_on=date(2037, 1, 1)), SEEN, "next_on"),
    ],
)
def test_a_state_carries_what_it_needs(progress, before, field):
    if field is None:
        rules.check_progress(progress, before=before, today=TODAY)
        return
    with pytest.raises(RuleViolation) as refused:
        rules.check_progress(progress, before=before, today=TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("state", "heard", "next_on", "expected"),
    [
        (SEEN, TODAY, None, ()),
        (SEEN, date(2026, 5, 29), None, ()),
        (SEEN, date(2026, 5, 28), None, (ChanceConcern.SILENT,)),
        (EXPLORING, TODAY, TODAY, ()),
        (EXPLORING, TODAY, TODAY - timedelta(days=1), (ChanceConcern.OVERDUE,)),
        (EXPLORING, date(2026, 1, 1), date(2026, 2, 1), (ChanceConcern.OVERDUE, ChanceConcern.SILENT)),
        (STARTED, date(2026, 1, 1), date(2026, 2, 1), ()),
        (NOT_NOW, date(2026, 1, 1), date(2026, 2, 1), ()),
    ],
)
def test_what_has_no_news_or_is_past_its_day_says_so(state, heard, next_on, expected):
    assert rules.concerns(state, heard, next_on, today=TODAY) == expected


def test_there_is_an_end_to_the_list():
    rules.check_number(rules.MOST_CHANCES - 1)
    with pytest.raises(RuleViolation):
        rules.check_number(rules.MOST_CHANCES)
