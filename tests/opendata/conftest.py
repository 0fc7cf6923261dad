"""Notices and groups to give out."""

import pytest

from tests.notices.test_pages import publication, store


@pytest.fixture
def notices(app):
    """Seven, each with a kenmerk, and so a procurement, of its own."""
    store(
        *(
            publication(number, f"Groenonderhoud {number}", publicatieDatum=f"2026-11-0{number}T08:00:00")
            for number in range(1, 7)
        ),
        publication(
            7, "Schoonmaak", cpvCodes=[{"isHoofdOpdracht": True, "code": "90910000-9"}], nutsCodes=[{"code": "NL329"}]
        ),
    )
