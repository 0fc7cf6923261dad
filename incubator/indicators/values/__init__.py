"""Figures, the periods that they are of, and the facts from which they are reckoned."""

from incubator.indicators.values.facts import (
    BooksOfYear,
    CooperativeFacts,
    MoneyFacts,
    PlaceFacts,
    SpendFacts,
    StudyFacts,
)
from incubator.indicators.values.figures import (
    ENTIRE,
    FigurePeriod,
    FigureScope,
    FigureSource,
    FigureUnit,
    FixedContents,
    HideBy,
    IndicatorDefinition,
    IndicatorFigure,
    IndicatorKey,
    IndicatorTheme,
    PublicFigure,
    UnknownBecause,
)

__all__ = [
    "ENTIRE",
    "BooksOfYear",
    "CooperativeFacts",
    "FigurePeriod",
    "FigureScope",
    "FigureSource",
    "FigureUnit",
    "FixedContents",
    "HideBy",
    "IndicatorDefinition",
    "IndicatorFigure",
    "IndicatorKey",
    "IndicatorTheme",
    "MoneyFacts",
    "PlaceFacts",
    "PublicFigure",
    "SpendFacts",
    "StudyFacts",
    "UnknownBecause",
]
