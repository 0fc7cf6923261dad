"""What of the figures everyone may see: never so few that people or cooperatives can be recognised, also not by subtraction."""

from collections.abc import Mapping

from incubator.anchors.rules.sums import FEW
from incubator.home.rules.small_numbers import GROUPS, PEOPLE, Hidden, Number, hidden
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import (
    ENTIRE,
    FigureUnit,
    HideBy,
    IndicatorDefinition,
    IndicatorFigure,
    IndicatorKey,
    PublicFigure,
)
from incubator.indicators.values.figures import BY_LISTS

ByScope = Mapping[str, Mapping[IndicatorKey, IndicatorFigure]]


def for_everyone(figures: ByScope) -> dict[str, dict[IndicatorKey, PublicFigure]]:
    """The figures of each scope of one period with the small ones left out.

    All scopes of the period go in, also those that are not public: what is shown of the others must not give them away.
    """
    shown: dict[str, dict[IndicatorKey, PublicFigure]] = {scope: {} for scope in figures}
    for key, definition in INDICATORS.items():
        of_key = {scope: known[key] for scope, known in figures.items() if key in known}
        left_out = _left_out(definition, of_key)
        for scope, figure in of_key.items():
            shown[scope][key] = PublicFigure(key, None if scope in left_out else figure)
    return shown


def _left_out(definition: IndicatorDefinition, of_key: Mapping[str, IndicatorFigure]) -> set[str]:
    """The scopes of which the figure is left out."""
    chosen = {scope for scope, figure in of_key.items() if is_small(definition, figure)}
    # A share or an average gives away none of its parts by subtraction, as a sum does.
    if not definition.adds_up or definition.hide_by is HideBy.NOTHING:
        return chosen
    least = least_of(definition)
    parts: dict[str, Number] = {}
    for scope, figure in of_key.items():
        if scope != ENTIRE.code and figure.value is not None:
            parts[scope] = _weighed(definition, figure)
    whole = of_key.get(ENTIRE.code)
    if whole is None or whole.value is None:
        return chosen
    more: Hidden = hidden(_weighed(definition, whole), [parts], least)
    chosen |= set(more.parts[0])
    return chosen | {ENTIRE.code} if more.total else chosen


def may_show_entry(definition: IndicatorDefinition, figures: Mapping[IndicatorKey, IndicatorFigure]) -> bool:
    """Whether everyone may read what was written down of an indicator: of the neighbourhood as a whole, or of enough cooperatives."""
    if definition.hide_by in {HideBy.NOTHING, HideBy.SUPPLIERS}:
        return True
    # Every cooperative that is part of it stands behind the number of its bids, also when that is nought.
    bids = figures.get(IndicatorKey.BID)
    return bids is not None and bids.behind >= GROUPS


def is_small(definition: IndicatorDefinition, figure: IndicatorFigure) -> bool:
    """Whether so few people or cooperatives stand behind a figure that they could be recognised."""
    if figure.value is None or definition.hide_by is HideBy.NOTHING:
        return False
    # Each of these studies is public by itself: leaving the figure out would hide nothing.
    if definition.hide_by is HideBy.ORGANISATIONS and figure.open_studies:
        return False
    if definition.hide_by is HideBy.SUPPLIERS and figure.source not in BY_LISTS:
        return False
    return 0 < _weighed(definition, figure) < least_of(definition)


def least_of(definition: IndicatorDefinition) -> int:
    """From which number on it is shown: as where such numbers are public already, or this would give away what is left out there."""
    if definition.hide_by is HideBy.SUPPLIERS:
        return FEW
    of_people = definition.hide_by is HideBy.NUMBER and definition.unit is FigureUnit.PEOPLE
    return PEOPLE if of_people else GROUPS


def _weighed(definition: IndicatorDefinition, figure: IndicatorFigure) -> Number:
    """The number that must not be small: the figure itself, or how many stand behind it."""
    if definition.hide_by is HideBy.NUMBER:
        return figure.value or 0
    # How high a share is tells nothing of how many it is about.
    return figure.behind
