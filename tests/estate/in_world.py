"""What the register adds to the world of the tests."""

from typing import Any

from incubator.accounts.models import User
from incubator.core import clock
from incubator.estate import services
from incubator.estate.values import EstateNews
from incubator.neighbourhood.models import Neighbourhood
from tests.estate.factories import lease, terms


def estate_world(place: Neighbourhood, by: User) -> dict[str, Any]:
    """Fill the register of a neighbourhood. Gives the numbers by the names of the arguments of addresses."""
    now, today = clock.now(), clock.today()
    known = services.add(place, terms(), now=now, today=today)
    stated = services.state(known, lease(), by=by, now=now, today=today)
    news = EstateNews(today, "Contract", "Gemeente", b"%PDF-1.4 contract", "contract.pdf")
    event = services.hear(known, news, now=now, today=today)
    services.publish(place, with_prices=False, now=now)
    return {"estate_id": known.id, "estate_statement_id": stated.id, "estate_event_id": event.id}
