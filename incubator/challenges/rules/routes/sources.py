"""The articles that the roads rest on, with the day of the text that we know and how well we know it."""

from datetime import date

from incubator.challenges.values.routes import CitedArticle

READ = date(2025, 9, 1)  # the text of the Aanbestedingswet 2012 that was read
KNOWN = date(2026, 11, 23)  # what was gathered second hand or from memory


def read(*references: str) -> tuple[CitedArticle, ...]:
    """Articles whose text was read."""
    return tuple(CitedArticle(reference, READ, "A") for reference in references)


def second_hand(*references: str) -> tuple[CitedArticle, ...]:
    """Articles of which others tell; nobody here has read the text."""
    return tuple(CitedArticle(reference, KNOWN, "B") for reference in references)


def from_memory(*references: str) -> tuple[CitedArticle, ...]:
    """Articles that have to be looked up before anybody relies on them."""
    return tuple(CitedArticle(reference, KNOWN, "C") for reference in references)
