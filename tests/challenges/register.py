"""Rules of authorities for tests: a valid regulation, and recording it without the page."""

from datetime import date
from typing import Any

from incubator.challenges.models import RegulationVersion
from incubator.challenges.queries import regulations as register
from incubator.challenges.rules.regulation_rows import read_regulation
from incubator.challenges.services import registering
from incubator.challenges.values import Regulation
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from tests.factories import ManagerFactory

LELYSTAD = "GM0995"  # nothing comes with the product
TYPED = {
    "version": "0",
    "laid_down": "yes",
    "title": "Participatieverordening 2025",
    "source": "lelystad.nl",
    "mark": "A",
    "checked_on": "2-11-2026",
}


def regulation(code: str = LELYSTAD, **changes: Any) -> Regulation:
    """Valid rules of an authority of which nothing comes with the product; a test names only what matters."""
    row = {
        "authority": "Lelystad",
        "code": code,
        "reference": "",
        "title": "Participatieverordening 2025",
        "source": "lelystad.nl",
        "mark": "A",
        "checked_on": "2026-11-02",
    }
    return read_regulation({**row, **changes})


def record(rules: Regulation, place: int = 0, began_with: int | None = None, by=None) -> RegulationVersion:
    """Record rules as a manager does, after what was recorded before."""
    with transaction(actor=SYSTEM):
        if began_with is None:
            began_with = register.newest_number(rules.code)
        return registering.save_regulation(rules, place, began_with, by=by or ManagerFactory(), now=clock.now())


def held(code: str = LELYSTAD, day: date = date(2026, 11, 28)) -> Regulation | None:
    return register.regulation_on(code, day)
